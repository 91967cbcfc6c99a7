/* What is shown: the data, the words, the state, and its mirror in the address bar. */
'use strict';
window.chainmap = (() => {
  const read = name => window.chainmapData[name];
  const data = read('stack');
  const small = window.matchMedia('(max-width: 760px)');
  const LANGUAGES = ['en', 'zh'], THEMES = ['auto', 'light', 'dark'], VIEWS = ['list', 'map', 'table'];
  const KINDS = {n: 'component', a: 'actor', c: 'country'};
  const components = new Map(data.components.map(component => [component.id, component]));
  const known = {
    component: id => components.has(id),
    actor: id => Object.hasOwn(data.actors, id),
    country: id => Object.hasOwn(data.countries, id),
  };

  /* The smallest sets of a target of all kinds; one of them is chosen by its key. */
  const setsOf = target => (Object.hasOwn(data.cuts, target) ? Object.values(data.cuts[target]).flatMap(kind => kind.sets) : []);
  const setOf = (target, key) => setsOf(target).find(one => one.key === key) || null;

  /* selected is a unit such as component:gpu, actor:siemens, country:USA; focus shows only what is related to it;
     cut is the key of a smallest set of the target that is selected. */
  const start = () => ({lang: data.lang, theme: 'auto', view: small.matches ? 'list' : 'map', focus: false, selected: null, cut: null});
  const state = start();
  const listeners = [];

  const language = () => (state.lang === 'zh' ? 1 : 0);
  const text = pair => (pair ? pair[language()] || pair[1 - language()] || '' : '');
  const other = pair => {
    const found = pair ? pair[1 - language()] : '';
    return found && found !== text(pair) ? found : '';
  };
  const say = (key, values = {}) =>
    data.words[key][language()].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

  const decode = value => {
    try { return decodeURIComponent(value); } catch { return ''; }
  };
  const fromAddress = () => {
    const given = {};
    for (const part of window.location.hash.slice(1).split('&')) {
      const at = part.indexOf('=');
      if (at > 0) given[part.slice(0, at)] = decode(part.slice(at + 1));
    }
    const next = start();
    if (LANGUAGES.includes(given.l)) next.lang = given.l;
    if (THEMES.includes(given.t)) next.theme = given.t;
    for (const [key, kind] of Object.entries(KINDS)) {
      if (given[key] && known[kind](given[key])) {
        next.selected = `${kind}:${given[key]}`;
        next.view = 'map';
        next.focus = small.matches && kind === 'component';
        break;
      }
    }
    if (given.k && next.selected && next.selected.startsWith('component:') && setOf(given.n, given.k)) next.cut = given.k;
    if (given.f && next.selected && next.selected.startsWith('component:')) next.focus = given.f === '1';
    if (VIEWS.includes(given.v) && (given.v !== 'list' || small.matches)) next.view = given.v;
    return next;
  };
  const toAddress = () => {
    const parts = [];
    if (state.selected) {
      const [kind, id] = split(state.selected);
      parts.push(`${Object.keys(KINDS).find(key => KINDS[key] === kind)}=${encodeURIComponent(id)}`);
      if (state.cut) parts.push(`k=${encodeURIComponent(state.cut)}`);
      if (kind === 'component' && state.focus !== small.matches) parts.push(`f=${state.focus ? 1 : 0}`);
    }
    if (state.view === 'table' || (small.matches && state.view === 'map' && !state.selected)) parts.push(`v=${state.view}`);
    if (state.lang !== data.lang) parts.push(`l=${state.lang}`);
    if (state.theme !== 'auto') parts.push(`t=${state.theme}`);
    const hash = parts.length ? `#${parts.join('&')}` : '';
    if (hash !== window.location.hash) {
      window.history.replaceState(null, '', hash || window.location.pathname + window.location.search);
    }
  };
  const split = unit => {
    const at = unit.indexOf(':');
    return [unit.slice(0, at), unit.slice(at + 1)];
  };

  /* Every change goes through here; listeners get the state as it was before. */
  const set = changes => {
    const before = {...state};
    Object.assign(state, changes);
    toAddress();
    for (const listener of listeners) listener(before);
  };
  const select = (unit, more = {}) => {
    const whole = unit && !unit.includes(':') ? `component:${unit}` : unit;
    const [kind, id] = whole ? split(whole) : [];
    if (whole && !(kind in known && known[kind](id))) return false;
    const changes = {selected: whole || null, cut: null, ...more};
    if (!whole) {
      changes.focus = false;
      if (small.matches && state.view === 'map') changes.view = 'list';
    } else if (state.view === 'list') {
      changes.view = 'map';
    }
    if (whole && !('focus' in more)) changes.focus = kind === 'component' && (small.matches || state.focus);
    set(changes);
    return true;
  };

  Object.assign(state, fromAddress());
  window.addEventListener('hashchange', () => set(fromAddress()));
  return {
    data, components, state, set, select, split, say, text, other, small, read, setsOf, setOf,
    onChange: listener => listeners.push(listener),
    ready: false,
  };
})();
