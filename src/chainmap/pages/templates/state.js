/* What is shown: the data, the words, the state, and its mirror in the address bar. */
'use strict';
window.chainmap = (() => {
  const read = name => window.chainmapData[name];
  const data = read('stack');
  const small = window.matchMedia('(max-width: 760px)');
  /* More components than one picture holds: groups first (groups.js); a component then shows what is near it, as on a phone. */
  const large = data.components.length > read('layout').large, near = () => small.matches || large;
  const LANGUAGES = ['en', 'zh'], THEMES = ['auto', 'light', 'dark'], VIEWS = ['list', 'map', 'table', 'heat', 'seats'];
  const LENSES = ['label', 'hq', 'owner', 'origin', 'site', 'any'], MODES = ['supply', 'use'];
  const KINDS = {n: 'component', a: 'actor', c: 'country'};
  const engine = window.chainmapEngine(read('engine'));
  const components = new Map(data.components.map(component => [component.id, component]));
  const known = {
    component: id => components.has(id),
    actor: id => Object.hasOwn(data.actors, id),
    country: id => Object.hasOwn(data.countries, id),
    offer: id => Object.hasOwn(data.offers, id),
    bloc: id => Object.hasOwn(engine.blocs, id),
    unknown: id => known.offer(id) || (components.has(id) && components.get(id).supply === 'unknown'),
  };

  /* The seat of the question: homes have a key, 'own' (the stack's), 'none', the id of a bloc or the code of a country. */
  const same = (a, b) => a.length === b.length && a.every(one => b.includes(one));
  const homes = new Map([
    ...(engine.ownHome.length ? [['own', engine.ownHome]] : []), ['none', []],
    ...Object.entries(engine.blocs).filter(([id]) => !['own', 'none'].includes(id)),
    ...Object.keys(data.countries).filter(code => code !== 'FOREIGN' && !same([code], engine.ownHome)).map(code => [code, [code]]),
  ]);
  let written = [...homes.keys()].find(key => same(homes.get(key), engine.home));
  if (!written) homes.set(written = 'page', engine.home);
  const homeOf = key => homes.get(key);
  const homeKey = name => (homes.has(name) ? name : same([name], engine.ownHome) ? 'own' : written);
  /* What the source printed has a meaning from its own seat only. */
  const lensFits = (lens, home) => lens !== 'label' || same(homeOf(home), engine.ownHome);

  /* The smallest sets of a target of all kinds; one of them is chosen by its key. */
  const setsOf = target => (Object.hasOwn(data.cuts, target) ? Object.values(data.cuts[target]).flatMap(kind => kind.sets) : []);
  const setOf = (target, key) => setsOf(target).find(one => one.key === key) || null;

  /* selected is a unit such as component:gpu, actor:siemens, country:USA; focus shows only what is related to it;
     cut is the key of a smallest set of the target that is selected. deny, home, lens and mode are the question that the
     page answers (whatif.js); baseline shows the same without the denial. */
  const start = () => ({
    lang: data.lang, theme: 'auto', view: small.matches ? 'list' : 'map', focus: false, selected: null, cut: null,
    deny: [], home: written, lens: engine.lens, mode: engine.mode, baseline: false,
  });
  const state = start();
  const listeners = [];
  /* Parts of the state that other files keep in the address: {read: given => changes, write: () => ['key=value']}. */
  const addressed = [];

  const language = () => (state.lang === 'zh' ? 1 : 0);
  const text = pair => (pair ? pair[language()] || pair[1 - language()] || '' : '');
  const other = pair => {
    const found = pair ? pair[1 - language()] : '';
    return found && found !== text(pair) ? found : '';
  };
  /* {s} is the plural's letter: "1 component", "2 components". */
  const say = (key, values = {}) => {
    const given = 'n' in values ? {s: String(values.n) === '1' ? '' : 's', ...values} : values;
    return data.words[key][language()].replace(/\{(\w+)\}/g, (whole, name) => (name in given ? String(given[name]) : whole));
  };

  const decode = value => {
    try { return decodeURIComponent(value); } catch { return ''; }
  };
  const inAddress = () => {
    const given = {};
    for (const part of window.location.hash.slice(1).split('&')) {
      const at = part.indexOf('=');
      if (at > 0) given[part.slice(0, at)] = part[0] === 'd' ? part.slice(at + 1) : decode(part.slice(at + 1));
    }
    return given;
  };
  const fromAddress = () => {
    const given = inAddress(), next = start();
    if (LANGUAGES.includes(given.l)) next.lang = given.l;
    if (THEMES.includes(given.t)) next.theme = given.t;
    for (const [key, kind] of Object.entries(KINDS)) {
      if (given[key] && known[kind](given[key])) {
        next.selected = `${kind}:${given[key]}`;
        next.view = 'map';
        next.focus = near() && kind === 'component';
        break;
      }
    }
    if (given.k && next.selected && next.selected.startsWith('component:') && setOf(given.n, given.k)) next.cut = given.k;
    if (given.f && next.selected && next.selected.startsWith('component:')) next.focus = given.f === '1';
    if (VIEWS.includes(given.v) && (given.v !== 'list' || small.matches)) next.view = given.v;
    if (given.d) next.deny = [...new Set(given.d.split(',').map(decode))].filter(deniable);
    if (given.h) next.home = homeKey(given.h);
    if (LENSES.includes(given.o)) next.lens = given.o;
    if (!lensFits(next.lens, next.home)) next.lens = 'owner';
    if (MODES.includes(given.m)) next.mode = given.m;
    next.baseline = given.b === '1' && next.deny.length > 0;
    for (const part of addressed) Object.assign(next, part.read(given));
    return next;
  };
  const deniable = unit => {
    const [kind, id] = split(unit);
    return Object.hasOwn(known, kind) && known[kind](id);
  };
  /* A new question is a new step for the back button; anything else only changes the address. */
  const toAddress = fresh => {
    const parts = [];
    if (state.deny.length) parts.push(`d=${state.deny.map(unit => encodeURIComponent(unit).replace('%3A', ':')).join(',')}`);
    if (state.home !== written) parts.push(`h=${encodeURIComponent(state.home)}`);
    if (state.lens !== (lensFits(engine.lens, state.home) ? engine.lens : 'owner')) parts.push(`o=${state.lens}`);
    if (state.mode !== engine.mode) parts.push(`m=${state.mode}`);
    if (state.baseline) parts.push('b=1');
    if (state.selected) {
      const [kind, id] = split(state.selected);
      parts.push(`${Object.keys(KINDS).find(key => KINDS[key] === kind)}=${encodeURIComponent(id)}`);
      if (state.cut) parts.push(`k=${encodeURIComponent(state.cut)}`);
      if (kind === 'component' && state.focus !== near()) parts.push(`f=${state.focus ? 1 : 0}`);
    }
    if (['table', 'heat', 'seats'].includes(state.view) || (small.matches && state.view === 'map' && !state.selected)) parts.push(`v=${state.view}`);
    if (state.lang !== data.lang) parts.push(`l=${state.lang}`);
    if (state.theme !== 'auto') parts.push(`t=${state.theme}`);
    for (const part of addressed) parts.push(...part.write());
    const hash = parts.length ? `#${parts.join('&')}` : '';
    if (hash !== window.location.hash) {
      window.history[fresh ? 'pushState' : 'replaceState'](null, '', hash || window.location.pathname + window.location.search);
    }
  };
  const split = unit => {
    const at = unit.indexOf(':');
    return [unit.slice(0, at), unit.slice(at + 1)];
  };

  /* Every change goes through here; listeners get the state as it was before. */
  const set = (changes, read = false) => {
    const before = {...state};
    Object.assign(state, changes);
    toAddress(!read && ['deny', 'home', 'lens', 'mode'].some(key => key in changes && String(changes[key]) !== String(before[key])));
    for (const listener of listeners) listener(before);
  };
  const select = (unit, more = {}) => {
    const whole = unit && !unit.includes(':') ? `component:${unit}` : unit;
    const [kind, id] = whole ? split(whole) : [];
    if (whole && !(Object.values(KINDS).includes(kind) && known[kind](id))) return false;
    const changes = {selected: whole || null, cut: null, ...more};
    if (!whole) {
      changes.focus = false;
      if (small.matches && state.view === 'map' && !state.group) changes.view = 'list';
    } else if (state.view === 'list') {
      changes.view = 'map';
    }
    if (whole && !('focus' in more)) changes.focus = kind === 'component' && (near() || state.focus);
    set(changes);
    return true;
  };

  Object.assign(state, fromAddress());
  window.addEventListener('hashchange', () => set(fromAddress(), true));
  return {
    data, components, engine, state, set, select, split, say, text, other, small, large, near, read, setsOf, setOf,
    homes, homeOf, lensFits, written, deniable, LENSES, MODES,
    onChange: listener => listeners.push(listener),
    addressPart: part => {
      addressed.push(part);
      Object.assign(state, part.read(inAddress()));
    },
    ready: false,
  };
})();
