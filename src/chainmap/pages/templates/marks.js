/* Small pieces of the page: elements, marks, badges, ranges, links. Text only ever goes in as text. */
'use strict';
(cm => {
  const {data, say, text} = cm;
  const SVG = 'http://www.w3.org/2000/svg';

  /* el('p', {class: 'soft', click: f}, 'text', other, null) */
  const el = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === 'click') made.addEventListener('click', value);
      else made.setAttribute(name, value === true ? '' : value);
    }
    made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== ''));
    return made;
  };
  const shape = (tag, attributes) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  /* Full circle: proved. Half: as listed. Dashed: possible. */
  const mark = holds => {
    const made = shape('svg', {class: `mark ${holds}`, viewBox: '0 0 12 12', 'aria-hidden': 'true'});
    if (holds === 'proved') {
      made.append(shape('circle', {class: 'full', cx: 6, cy: 6, r: 5.3}));
    } else {
      made.append(shape('circle', {cx: 6, cy: 6, r: 4.8}));
      if (holds === 'as_listed') made.append(shape('path', {class: 'full', d: 'M6 1.2a4.8 4.8 0 0 0 0 9.6z'}));
    }
    return made;
  };
  const holdsWord = holds => (holds ? term(holds) : '');
  const term = key => say(`term_${key}`);
  const marked = holds => (holds ? el('span', {class: 'figure'}, mark(holds), ' ', holdsWord(holds)) : null);

  const kind = word => (data.words[`kind_${word}`] ? say(`kind_${word}`) : word);
  const country = code => text(data.countries[code]) || code;
  const code = (value, side) => el('span', {class: `code ${side || ''}`, title: country(value)}, value);
  /* Who can deny an offer: any one of the terms, all countries of a term together. */
  const codes = offer => {
    const side = offer.side === 'own' ? 'own' : offer.side === 'foreign' ? 'foreign' : '';
    const terms = offer.terms || [];
    if (offer.side === 'free') return el('span', {class: 'code', title: say('free')}, say('supply_open_short'));
    if (!terms.length) return el('span', {class: 'code', title: say('unclear')}, '?');
    return el('span', {}, terms.flatMap((term, at) => [
      at ? ' ' : null,
      el('span', {class: `code ${side}`, title: term.map(country).join(' + ')}, term.join('+')),
    ]));
  };
  const unitName = unit => {
    const [kind, id] = cm.split(unit);
    if (kind === 'component' && cm.components.has(id)) return componentName(id);
    if (kind === 'unknown' && cm.components.has(id)) return `${componentName(id)} (${say('supply_unknown')})`;
    if (kind === 'unknown' && data.offers[id]) return `${offerName(id)} (${say('unclear')})`;
    if (kind === 'bloc') return data.words[`bloc_${id}`] ? say(`bloc_${id}`) : id;
    if (kind === 'actor' && data.actors[id]) return actorName(id);
    if (kind === 'offer' && data.offers[id]) return offerName(id);
    return kind === 'country' ? country(id) : id;
  };
  const componentName = id => (cm.components.has(id) ? text(cm.components.get(id).name) : '') || id;
  const actorName = id => text(data.actors[id].name) || id;
  const offerName = id => text(data.offers[id].product) || actorName(data.offers[id].actor);
  const names = ids => ids.map(componentName).join(cm.state.lang === 'zh' ? '、' : ', ');

  const list = words => words.join(cm.state.lang === 'zh' ? '、' : ', ');
  /* The sign of a state; a word always stands beside it. */
  const SIGNS = {stopped: '✕', posited: '✕', possible: '?', degraded: '!', gap: '○'};
  const sign = word => (SIGNS[word] ? el('i', {class: `sign ${word}`, 'aria-hidden': 'true'}, SIGNS[word]) : null);

  /* A button that selects a unit. */
  const go = (unit, label) => el('button', {type: 'button', class: 'go', 'data-unit': unit, click: () => cm.select(unit)},
    label || unitName(unit));

  const number = (value, unit) => (unit === '%' ? `${Math.round(value * 1000) / 10} %` : String(Math.round(value * 100) / 100));
  const range = (three, unit = '') => {
    if (!three) return '';
    const [low, value, high] = three;
    const ends = low !== null && high !== null;
    if (ends && low === high) return number(low, unit);
    if (value !== null && !ends) return number(value, unit);
    const span = ends ? `${number(low, unit).replace(' %', '')}–${number(high, unit)}`
      : low !== null ? `≥ ${number(low, unit)}` : `≤ ${number(high, unit)}`;
    return value !== null ? `${number(value, unit)} (${span})` : span;
  };
  const months = three => (three ? say('months', {n: range(three)}) : say('months_unknown'));
  /* Links lead only to web addresses. */
  const locator = value => (/^https?:\/\/[^\s<>"']+$/.test(value)
    ? el('a', {href: value, rel: 'noopener noreferrer', target: '_blank'}, value) : value);

  Object.assign(cm, {
    el, mark, marked, holdsWord, kind, country, code, codes, unitName, componentName, actorName, offerName, names, go, range,
    months, locator, term, sign, list,
  });
})(window.chainmap);
