/* Smallest sets in the panel: choosing one marks what it closes and the chain down to the target. */
'use strict';
(cm => {
  const {data, el, say, state, folded} = cm;
  const KINDS = ['country', 'bloc', 'actor', 'component'];
  const and = () => (state.lang === 'zh' ? '、' : ' + ');

  const who = found => (found.members || []).map(cm.unitName).join(and()) || say('cut_nothing_short');
  const codesOf = found => (found.members || []).filter(unit => unit.startsWith('country:'))
    .flatMap((unit, at) => [at ? '+' : '', cm.code(cm.split(unit)[1], 'foreign')]);
  const through = found => (found.through || []).filter(id => cm.components.has(id));
  /* Separators stay with what they follow, and never begin a line. */
  const linked = (units, mark) => units.flatMap((unit, at) => [el('span', {class: 'item'}, cm.go(unit), at < units.length - 1 ? mark : ''), ' ']);
  const comma = () => (state.lang === 'zh' ? '、' : ',');
  const withCodes = found => (found.members || []).flatMap((unit, at) => [at ? ' + ' : '', cm.unitName(unit),
    unit.startsWith('country:') ? [' ', cm.code(cm.split(unit)[1], 'foreign')] : '']).flat();

  /* One row: a button that is pressed when the set is chosen; then it opens to its parts. */
  const row = (target, found) => {
    const chosen = state.selected === `component:${target}` && state.cut === found.key;
    const members = (found.members || []).filter(unit => /^(country|actor):/.test(unit));
    return el('li', {class: chosen ? 'set chosen' : 'set'},
      el('button', {type: 'button', class: 'pick', 'data-cut': found.key, 'aria-pressed': String(chosen), click: () => choose(target, chosen ? null : found.key)},
        el('span', {class: 'grow'}, found.members ? withCodes(found) : who(found)), cm.marked(found.holds)),
      through(found).length ? el('div', {class: 'soft small'}, `${say('cut_by')} `, chosen ? linked(through(found).map(id => `component:${id}`), comma()) : short(through(found))) : null,
      chosen ? el('div', {class: 'soft small'},
        found.beyond ? el('div', {}, say('beyond')) : null,
        (found.rests_on || []).length ? el('div', {}, `${say('rests_on')} ${cm.names(found.rests_on)}`) : null,
        members.length ? el('div', {}, `${say('cut_members')} `, linked(members, comma())) : null,
        state.focus ? null : el('button', {type: 'button', class: 'go', click: () => cm.set({focus: true})}, say('cut_only'))) : null);
  };
  const short = ids => cm.names(ids.slice(0, 3)) + (ids.length > 3 ? ` +${ids.length - 3}` : '');

  /* All sets of a target: those of countries first, the other kinds behind their names. */
  const list = target => {
    const kinds = data.cuts[target] || {};
    const rows = by => [
      folded(kinds[by].sets.map(found => row(target, found)), by === 'country' ? 6 : 12),
      kinds[by].more ? el('p', {class: 'soft'}, say('more', {n: kinds[by].more})) : null,
    ];
    const others = KINDS.slice(1).filter(by => kinds[by]).map(by => el('details', {open: kinds[by].sets.some(one => one.key === state.cut) && !inCountry(kinds)},
      el('summary', {class: 'soft'}, `${say(`cut_${by}`)} · ${kinds[by].sets.length + kinds[by].more}`), rows(by).flat()));
    return [
      kinds.country ? [el('p', {class: 'soft small'}, say('cut_hint')), rows('country')] : el('p', {class: 'soft'}, say('nobody_known')),
      others,
    ].flat(3);
  };
  const inCountry = kinds => Boolean(kinds.country && kinds.country.sets.some(one => one.key === state.cut));
  /* The fewest countries that are known to stop a target; what hangs on something unknown comes after. */
  const fewest = target => {
    const sets = data.cuts[target] && data.cuts[target].country ? data.cuts[target].country.sets : [];
    const firm = sets.filter(one => one.holds !== 'possible' && one.members);
    return {firm: firm[0] || null, possible: sets.filter(one => one.holds === 'possible').length};
  };

  const choose = (target, key) => {
    cm.select(target, {cut: key, focus: key ? state.focus || cm.small.matches : cm.small.matches});
    const button = document.querySelector(key ? `#panel [data-cut="${CSS.escape(key)}"]` : '#panel .pick');
    if (!button) return;
    for (let outer = button.parentElement; outer && outer.id !== 'panel'; outer = outer.parentElement) if (outer.tagName === 'DETAILS') outer.open = true;
    button.focus({preventScroll: true});
    if (key) button.parentElement.scrollIntoView({block: 'nearest'});
  };
  const spoken = (target, key) => {
    const {found, all} = cm.chainOf(target, key);
    return [
      say('cut_spoken', {who: who(found), target: cm.componentName(target)}), through(found).length ? `${say('cut_by')} ${cm.names(through(found))}` : '',
      cm.holdsWord(found.holds), say('cut_marked', {n: all.size}),
    ].filter(Boolean).join('. ');
  };
  /* Sets in which a country or maker stops targets together with others. */
  const withOthers = unit => Object.entries(data.cuts).flatMap(([target, kinds]) => KINDS.filter(by => kinds[by])
    .flatMap(by => kinds[by].sets.filter(one => (one.members || []).length > 1 && one.members.includes(unit) && by !== 'bloc').map(one => ({target, one}))))
    .sort((a, b) => a.one.members.length - b.one.members.length)
    .map(({target, one}) => el('li', {}, el('button', {type: 'button', class: 'go', click: () => choose(target, one.key)}, cm.componentName(target)),
      el('div', {class: 'soft small'}, `${say('cut_with')} ${one.members.filter(other => other !== unit).map(cm.unitName).join(and())}`)));

  Object.assign(cm, {cutList: list, chooseCut: choose, cutSpoken: spoken, fewest, codesOf, withOthers});
})(window.chainmap);
