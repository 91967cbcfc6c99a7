/* Filters: what does not match fades on the map and leaves the table and the search; the count always says so. */
'use strict';
(cm => {
  const {data, engine, el, say, state, set} = cm;
  const at = id => document.getElementById(id);
  const SUPPLY = ['offers', 'open', 'unknown'], FATES = ['stopped', 'possible', 'degraded', 'works', 'gap'];
  /* In the order of the form; the key in the address. */
  const KEYS = {layer: 'ql', kind: 'qk', reach: 'qc', supply: 'qs', fate: 'qt', closer: 'qz'};
  const codes = Object.keys(data.countries), ids = cm.read('engine').ids.components;
  const kinds = [...new Set(data.components.map(one => one.kind).filter(Boolean))].sort();
  const valid = {
    layer: value => /^\d+$/.test(value) && Number(value) < data.lanes.length, kind: value => kinds.includes(value), reach: value => codes.includes(value),
    supply: value => SUPPLY.includes(value), fate: value => FATES.includes(value), closer: value => value === 'any' || codes.includes(value),
  };
  cm.addressPart({
    read: given => ({filters: Object.fromEntries(Object.entries(KEYS).filter(([name, key]) => given[key] && valid[name](given[key])).map(([name, key]) => [name, given[key]]))}),
    write: () => Object.entries(KEYS).filter(([name]) => state.filters[name]).map(([name, key]) => `${key}=${encodeURIComponent(state.filters[name])}`),
  });

  /* ---- what matches ---- */
  const seatKey = () => [state.home, state.lens, state.mode].join('|');
  let closable = {key: '', of: new Map()};
  /* The components that stop when one country or region alone denies, from the seat in force. */
  const closedBy = code => {
    if (closable.key !== seatKey()) closable = {key: seatKey(), of: new Map()};
    if (!closable.of.has(code)) {
      const before = new Set(engine.stops([], cm.seat())), {countries} = engine.view(cm.homeOf(state.home), state.lens);
      const found = code === 'any' ? countries.flatMap(one => [...closedBy(one)]) : engine.stops([`country:${code}`], cm.seat());
      closable.of.set(code, new Set(found.filter(id => !before.has(id))));
    }
    return closable.of.get(code);
  };
  const TESTS = {
    layer: value => one => one.lane === Number(value),
    kind: value => one => one.kind === value,
    reach: value => {
      const touched = new Set(cm.offersTouched(`country:${value}`).map(offer => data.offers[offer].component));
      return one => touched.has(one.id);
    },
    supply: value => one => one.supply === value,
    fate: value => one => {
      const {word} = cm.stateOf(one.id);
      return word === value || (value === 'stopped' && word === 'posited');
    },
    closer: value => one => closedBy(value).has(one.id),
  };
  const active = () => Object.keys(KEYS).filter(name => state.filters[name]);
  let kept = {key: null, ids: null};
  /* Null while nothing is filtered. */
  const matching = () => {
    if (!active().length) return null;
    const key = JSON.stringify([state.filters, state.deny, state.baseline, seatKey()]);
    if (kept.key !== key) {
      const tests = active().map(name => TESTS[name](state.filters[name]));
      kept = {key, ids: new Set(data.components.filter(one => tests.every(test => test(one))).map(one => one.id))};
    }
    return kept.ids;
  };
  const passes = id => !matching() || matching().has(id);
  const passesUnit = unit => {
    const [kind, id] = cm.split(unit);
    if (!matching() || kind === 'country') return true;
    if (kind === 'component') return passes(id);
    if (kind === 'offer') return passes(data.offers[id].component);
    return cm.offersTouched(unit).some(offer => passes(data.offers[offer].component));
  };
  const countWords = () => (matching() ? say('filter_shown', {n: matching().size, all: ids.length}) : '');

  /* ---- words ---- */
  const valueWords = (name, value) => ({
    layer: () => cm.text(data.lanes[Number(value)]), kind: () => cm.kind(value), reach: () => cm.country(value),
    supply: () => say(value === 'offers' ? 'filter_offers' : `supply_${value}`), fate: () => say(`short_${value}`),
    closer: () => (value === 'any' ? say('filter_any_closer') : cm.country(value)),
  }[name]());
  const chipWords = name => `${say(data.words[`filter_short_${name}`] ? `filter_short_${name}` : `filter_${name}`)}${state.lang === 'zh' ? '：' : ': '}${valueWords(name, state.filters[name])}`;
  const filterWords = () => (matching() ? `${countWords()} (${cm.list(active().map(chipWords))})` : '');

  /* ---- the form behind one button ---- */
  const button = at('filter'), form = el('div', {id: 'filters', role: 'group', hidden: true});
  const strip = el('section', {id: 'filtered', hidden: true});
  button.after(form);
  button.parentElement.before(strip);
  button.setAttribute('aria-controls', 'filters');
  const open = shown => {
    form.hidden = !shown;
    button.setAttribute('aria-expanded', String(shown));
    if (shown) form.querySelector('select').focus();
  };
  const choose = (name, value) => {
    const filters = {...state.filters, [name]: value};
    if (!value) delete filters[name];
    set({filters});
  };
  const choices = () => {
    const collator = new Intl.Collator(state.lang === 'zh' ? 'zh-CN' : 'en');
    const byName = name => (a, b) => collator.compare(valueWords(name, a), valueWords(name, b));
    const reaching = new Set(Object.values(data.offers).flatMap(offer => (offer.terms || []).flat()));
    const {countries} = engine.view(cm.homeOf(state.home), state.lens), wanted = name => (state.filters[name] ? [state.filters[name]] : []);
    return {
      layer: data.lanes.map((_, lane) => String(lane)),
      kind: [...kinds].sort(byName('kind')),
      reach: [...new Set([...codes.filter(code => reaching.has(code)), ...wanted('reach')])].sort(byName('reach')),
      supply: SUPPLY, fate: FATES,
      closer: ['any', ...[...new Set([...countries, ...wanted('closer')])].filter(code => code !== 'any').sort(byName('closer'))],
    };
  };
  const build = () => {
    const focused = form.contains(document.activeElement) ? document.activeElement.id : '', offered = choices();
    form.setAttribute('aria-label', say('filter'));
    form.replaceChildren(...Object.keys(KEYS).filter(name => offered[name].length > 1 || state.filters[name]).map(name => {
      const select = el('select', {id: `filter-${name}`}, el('option', {value: ''}, say('filter_all')),
        offered[name].map(value => el('option', {value, selected: state.filters[name] === value}, valueWords(name, value) + (/^[A-Z]{3}$/.test(value) ? ` (${value})` : ''))));
      select.addEventListener('change', () => choose(name, select.value));
      return el('label', {for: `filter-${name}`}, el('span', {}, say(`filter_${name}`)), select);
    }), el('div', {class: 'end'}, el('span', {class: 'soft'}, countWords()),
      el('button', {type: 'button', id: 'filter-clear', disabled: !active().length, click: () => set({filters: {}})}, say('filter_clear')),
      el('button', {type: 'button', click: () => { open(false); button.focus(); }}, say('close'))));
    if (focused && at(focused)) at(focused).focus();
  };
  const drop = name => {
    const place = active().indexOf(name);
    choose(name, '');
    const rest = strip.querySelectorAll('.x');
    (rest[Math.min(place, rest.length - 1)] || button).focus();
  };
  const refresh = () => {
    const names = active();
    button.classList.toggle('on', names.length > 0);
    button.setAttribute('aria-expanded', String(!form.hidden));
    build();
    strip.hidden = !names.length;
    strip.setAttribute('aria-label', say('filter_active'));
    strip.replaceChildren(el('strong', {}, countWords()), el('ul', {}, names.map(name => el('li', {'data-filter': name}, el('span', {class: 'name'}, chipWords(name)),
      el('button', {type: 'button', class: 'x', 'aria-label': say('filter_drop', {what: chipWords(name)}), title: say('filter_drop', {what: chipWords(name)}), click: () => drop(name)}, '✕')))),
    el('button', {type: 'button', class: 'clear', click: () => { set({filters: {}}); button.focus(); }}, say('filter_clear')));
  };
  button.addEventListener('click', () => open(form.hidden));
  form.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  document.addEventListener('pointerdown', event => {
    if (!form.hidden && !form.contains(event.target) && event.target !== button) open(false);
  });

  /* Where none of what matches is on the screen, the map moves to the first of it. */
  const showFirst = () => {
    if (!cm.network || !matching() || state.selected || state.view !== 'map') return;
    const {width, height} = at('network').getBoundingClientRect(), cards = [...cm.scene.cards.values()].filter(card => card.kind === 'component' && passes(card.id));
    const seen = card => {
      const place = cm.network.canvasToDOM(card);
      return place.x > 0 && place.y > 0 && place.x < width && place.y < height;
    };
    if (!cards.length || cards.some(seen)) return;
    const [first] = cards.sort((a, b) => a.y - b.y || a.x - b.x), {x} = cm.network.getViewPosition();
    cm.network.moveTo({position: {x: cm.scene.tall ? x : first.x, y: first.y + height / cm.network.getScale() / 4}});
  };
  Object.assign(cm, {passes, passesUnit, filterWords, filterCount: countWords, matching});
  cm.onChange(before => {
    refresh();
    if (before.filters !== state.filters || before.view !== state.view) window.requestAnimationFrame(showFirst);
    if (before.filters !== state.filters && JSON.stringify(before.filters) !== JSON.stringify(state.filters)) at('spoken').textContent = countWords() || say('filter_shown', {n: ids.length, all: ids.length});
  });
  refresh();
  window.requestAnimationFrame(showFirst);
})(window.chainmap);
