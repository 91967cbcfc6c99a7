/* Why something fails: what stopped, by whose hand, and what is not known; as a nested list in the panel. */
'use strict';
(cm => {
  const {data, el, say, section, state} = cm;
  const {kinds, names, inputs, ids} = cm.read('engine');
  const LONG = 7;

  /* ---- what the answer rests on ---- */
  /* Every node upstream of a component that fell in one walk. */
  const fallen = (id, fell) => {
    const start = kinds.split('').findIndex((kind, node) => kind === 'c' && ids.components[names[node]] === id && fell[node]);
    const seen = new Set(start < 0 ? [] : [start]);
    for (const node of seen) for (const one of inputs[node]) if (fell[one]) seen.add(one);
    return [...seen];
  };
  /* Open lists that the denial empties: one more supplier there, and the component may go on. */
  const openLists = (id, fell) => [...new Set(fallen(id, fell)
    .filter(node => kinds[node] === 'm' && inputs[node].some(one => kinds[one] === 'n')).map(node => ids.components[names[node]]))];
  /* What nobody knows and on which a possible stop hangs. */
  const unknowns = (id, answer) => [...new Set(fallen(id, answer.possible).flatMap(node => {
    if (kinds[node] === 'u' && !answer.fell[node]) return [`unknown:${ids.components[names[node]]}`];
    if (kinds[node] !== 'o') return [];
    const offer = ids.offers[names[node]];
    return cm.reachOf(offer).unknown && !cm.reachOf(offer).safe && !data.offers[offer].potential && !cm.handsOn(offer).length
      ? [`unknown:${offer}`] : [];
  }))].sort();

  /* ---- the trace ---- */
  /* Rows with their depth become a tree. */
  const nest = rows => {
    const root = {children: []}, path = [root];
    for (const row of rows) {
      const made = {...row, children: []};
      path.length = row.depth + 1;
      path.at(-1).children.push(made);
      path.push(made);
    }
    return root.children;
  };
  const hands = units => cm.list(units.map(cm.unitName));
  /* Separators stay with what they follow. */
  const linked = units => units.flatMap((unit, at) => [
    /^(component|actor|country):/.test(unit) ? cm.go(unit) : el('b', {}, cm.unitName(unit)), at < units.length - 1 ? (state.lang === 'zh' ? '、' : ', ') : '']);
  const ofComponent = row => {
    const kinds = new Set(row.children.map(child => child.kind));
    if (row.known) return say('why_above');
    if (!row.children.length) return '';
    if (kinds.has('unknown')) return say('why_unnamed');
    if (!kinds.has('offer')) return say('why_lacks');
    const listed = cm.offersOf(row.id).filter(cm.isActive).length;
    return say(row.children.length < listed ? 'why_some' : listed === 1 ? 'why_only' : 'why_all', {n: row.children.length, all: listed});
  };
  const ofOffer = row => {
    const units = cm.handsOn(row.id);
    if (data.offers[row.id].potential) return [say('potential')];
    if (units.length) return [say('why_by'), linked(units)];
    if (row.known) return [say('why_above')];
    return [row.children.length ? say('why_lacks') : say('why_whose')];
  };
  const item = row => {
    const below = row.children.length ? branch(row.children) : null;
    if (row.kind === 'offer') {
      const product = cm.nameOfOffer(row.id);
      return el('li', {'data-why': `offer:${row.id}`}, el('button', {type: 'button', class: 'go', click: () => cm.openOffer(row.id)}, product),
        ' ', cm.codes(data.offers[row.id]), el('span', {class: 'soft'}, ' · ', ofOffer(row).flat()), below);
    }
    if (row.kind === 'unknown') return el('li', {'data-why': `unknown:${row.id}`}, el('span', {class: 'soft'}, say('supply_unknown')));
    const words = ofComponent(row);
    return el('li', {'data-why': `component:${row.id}`}, cm.go(`component:${row.id}`), words ? el('span', {class: 'soft'}, ` · ${words}`) : null, below);
  };
  const branch = rows => {
    const items = rows.map(item);
    if (items.length <= LONG + 1) return el('ul', {}, items);
    return el('div', {}, el('ul', {}, items.slice(0, LONG)),
      el('details', {}, el('summary', {class: 'soft'}, say('more', {n: items.length - LONG})), el('ul', {}, items.slice(LONG))));
  };
  const trace = (id, fell) => el('div', {class: 'why'}, branch(nest(cm.engine.why(id, {fell}))));

  /* ---- the section of a component ---- */
  const stopped = (id, found) => {
    const answer = cm.now(), rests = found.holds === 'as_listed' ? openLists(id, answer.fell) : [];
    return [
      rests.length ? el('p', {class: 'soft'}, `${say('rests_on')} `, linked(rests.map(one => `component:${one}`))) : null,
      trace(id, answer.fell),
    ];
  };
  const possible = id => {
    const answer = cm.now(), units = unknowns(id, answer);
    const words = unit => {
      const key = cm.split(unit)[1];
      return data.offers[key]
        ? el('li', {}, el('button', {type: 'button', class: 'go', click: () => cm.openOffer(key)}, cm.nameOfOffer(key)), el('span', {class: 'soft'}, ` · ${say('why_whose')}`))
        : el('li', {}, cm.go(`component:${key}`), el('span', {class: 'soft'}, ` · ${say('supply_unknown')}`));
    };
    return [
      el('p', {}, say('why_decides')), cm.folded(units.map(words), LONG),
      el('details', {}, el('summary', {class: 'soft'}, say('why_then')), trace(id, answer.possible)),
    ].flat();
  };
  const losses = found => [
    found.lost.length ? el('p', {}, say('offers_left', {n: found.left.length, all: found.listed})) : null,
    cm.folded([
      ...found.lost.map(offer => el('li', {}, cm.sign('stopped'), ' ', el('button', {type: 'button', class: 'go', click: () => cm.openOffer(offer)}, cm.nameOfOffer(offer)),
        el('span', {class: 'soft'}, ' · ', cm.handsOn(offer).length ? [say('why_by'), linked(cm.handsOn(offer))] : say('why_in_turn')))),
      ...found.inputs.map(input => el('li', {}, cm.sign('stopped'), ' ', data.offers[input] ? cm.nameOfOffer(input) : cm.go(`component:${input}`),
        el('span', {class: 'soft'}, ` · ${say('why_other')}`))),
    ], LONG),
  ];
  const words = found => (found.word === 'stopped' ? say('state_stopped') : say(`state_${found.word}`));
  const whyPanel = id => {
    const found = cm.stateOf(id);
    if (found.word === 'works') return [];
    const body = found.word === 'possible' ? possible(id) : found.word === 'degraded' ? losses(found) : stopped(id, found);
    return [el('section', {class: 'state', 'aria-label': say('why_title')},
      el('div', {class: 'row'}, cm.sign(found.word), el('strong', {class: 'grow'}, words(found)), cm.marked(found.word === 'possible' ? '' : found.holds)),
      body.flat(3).filter(Boolean))];
  };

  Object.assign(cm, {whyPanel, whyUnknown: id => unknowns(id, cm.now()), whyOpen: id => openLists(id, cm.now().fell), hands});
})(window.chainmap);
