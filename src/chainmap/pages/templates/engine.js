/*
 * What still works after a denial: METHOD sections 1 and 2 in one file, without a page and without a library.
 *
 * chainmapEngine(data) compiles nothing: `data` is the structure that Python compiled (chainmap/pages/engine.py).
 * Node i needs atLeast[i] of inputs[i]; its kind says what it is worth by itself:
 *   c component · m market · g group · v need on one offer · k licence that may survive · o offer
 *   n supplier whom nobody names · u supply of which nobody is named · y offers of unknown quality alone
 *   d such offers beside known good ones
 * Everything works until something falls: the greatest fixed point, found by counting what each node can still lose.
 */
'use strict';
window.chainmapEngine = data => {
  const {kinds, names, inputs, atLeast, licences, offers, actors, ids, blocs} = data;
  const FOREIGN = 'FOREIGN';
  const size = kinds.length;
  const numbered = list => new Map(list.map((id, at) => [id, at]));
  const componentAt = numbered(ids.components), offerAt = numbered(ids.offers), actorAt = numbered(ids.actors);
  const users = Array.from({length: size}, () => []);
  inputs.forEach((list, node) => list.forEach(one => users[one].push(node)));
  const nodeOf = {component: new Map(), offer: new Map()}, thresholds = new Set(data.thresholds);
  for (let node = 0; node < size; node += 1) {
    if (kinds[node] === 'c' && !thresholds.has(node)) nodeOf.component.set(names[node], node);
    if (kinds[node] === 'o') nodeOf.offer.set(names[node], node);
  }

  /* ---- whose hand reaches an offer: METHOD section 2 ---- */
  /* A term is a set of countries that deny the offer together; the offer falls to any of its terms. */
  const each = codes => codes.map(code => [code]);
  const together = codes => (codes.length ? [codes] : []);
  const same = (a, b) => a.length === b.length && a.every(code => b.includes(code));
  const chainOf = actor => {
    const chain = [actor];
    for (let next = actors[actor].owner; next >= 0 && !chain.includes(next); next = actors[next].owner) chain.push(next);
    return chain;
  };
  const labelled = label => {
    const codes = label.filter(word => word !== 'domestic' && word !== 'foreign');
    const terms = each(codes);
    if (label.includes('domestic')) terms.push(...each(data.home));
    const onlyForeign = label.includes('foreign') && !codes.length;
    if (onlyForeign) terms.push([FOREIGN]);
    return {terms, onlyForeign};
  };
  const termsOf = (offer, lens, ownSeat) => {
    const actor = actors[offer.actor], chain = chainOf(offer.actor);
    const origin = offer.rights === 'source' ? null : offer.origin;
    if (lens === 'label') return labelled(actor.label);
    if (lens === 'hq') return {terms: each(actor.hq)};
    if (lens === 'owner') return {terms: each(actors[chain[chain.length - 1]].hq)};
    if (lens === 'origin') return {terms: each(origin || actor.hq)};
    if (lens === 'site') return {terms: together(offer.sites)};
    const found = [...chain.flatMap(one => each(actors[one].hq)), ...each(origin || []), ...together(offer.sites)];
    const said = ownSeat ? labelled(actor.label) : {terms: [], onlyForeign: false};
    return {terms: [...found, ...said.terms], onlyForeign: said.onlyForeign && !found.length};
  };
  const views = new Map();
  /* A seat (home, lens) with what it means for every offer: its terms, who can take it away, and whether nobody can. */
  const view = (home, lens) => {
    const key = `${lens}|${[...home].sort().join()}`;
    if (!views.has(key)) views.set(key, look(home, lens));
    return views.get(key);
  };
  const look = (home, lens) => {
    const ownSeat = same(home, data.home), seat = new Set(home), codes = new Set();
    if (lens === 'label' && !ownSeat) throw new RangeError('lens label has a meaning from the seat of the source only');
    const reach = offers.map(offer => {
      const {terms, onlyForeign} = termsOf(offer, lens, ownSeat);
      for (const term of terms) for (const code of term) if (!seat.has(code)) codes.add(code);
      const unknown = !terms.length || Boolean(onlyForeign), open = offer.rights === 'open';
      const own = seat.size > 0 && !unknown && terms.every(term => term.some(code => seat.has(code)));
      const makers = lens === 'owner' || lens === 'any' ? chainOf(offer.actor) : [offer.actor];
      return {terms, unknown, open, own, safe: open || own, makers};
    });
    return {seat, reach, countries: [...codes].filter(code => code !== FOREIGN).sort()};
  };

  /* ---- who denies what ---- */
  const read = deny => {
    const found = {offer: new Set(), actor: new Set(), component: new Set(), country: new Set(), unknown: new Set()};
    for (const unit of deny) {
      const at = unit.indexOf(':'), kind = unit.slice(0, at), id = unit.slice(at + 1);
      if (kind === 'bloc' && Object.hasOwn(blocs, id)) for (const code of blocs[id]) found.country.add(code);
      else if (kind === 'country') found.country.add(id);
      else if (kind === 'unknown') found.unknown.add(id);
      else if (kind === 'actor' && actorAt.has(id)) found.actor.add(actorAt.get(id));
      else if (kind === 'offer' && offerAt.has(id)) found.offer.add(offerAt.get(id));
      else if (kind === 'component' && componentAt.has(id)) {
        /* Nobody is named, so the denial can only be posited. */
        if (data.unsupplied.includes(componentAt.get(id))) found.unknown.add(id);
        else found.component.add(componentAt.get(id));
      } else throw new RangeError(`there is no ${unit}`);
    }
    return found;
  };
  const falls = (number, denied, seen, widest) => {
    const offer = offers[number], reach = seen.reach[number];
    if (reach.safe) return false;
    if (denied.offer.has(number) || denied.unknown.has(ids.offers[number]) || denied.component.has(offer.component)) return true;
    if (reach.makers.some(one => denied.actor.has(one))) return true;
    if (reach.terms.some(term => term.every(code => denied.foreign.has(code)))) return true;
    return widest && reach.unknown && denied.foreign.size > 0;
  };

  /* ---- the walk ---- */
  const own = (denied, seen, proved, widest) => {
    const value = new Uint8Array(size).fill(1);
    for (let node = 0; node < size; node += 1) {
      const kind = kinds[node], name = names[node];
      if (kind === 'o') value[node] = offers[name].potential || falls(name, denied, seen, widest) ? 0 : 1;
      else if (kind === 'n') value[node] = proved && (seen.seat.size > 0 || !denied.component.has(name)) ? 1 : 0;
      else if (kind === 'd') value[node] = proved ? 1 : 0;
      else if (kind === 'u') value[node] = denied.unknown.has(ids.components[name]) || (widest && denied.foreign.size > 0) ? 0 : 1;
    }
    return value;
  };
  /* Returns for each node when it fell (0: it works), counting from 1, so that a cause always fell before its effect. */
  const walk = (value, held) => {
    const fell = new Int32Array(size), spare = new Int32Array(size), queue = [];
    for (let node = 0; node < size; node += 1) {
      spare[node] = inputs[node].length - atLeast[node];
      if (held && held.has(node)) spare[node] = size;
      if (!value[node] || spare[node] < 0) queue.push(node);
    }
    for (const node of queue) fell[node] = 1;
    for (let at = 0; at < queue.length; at += 1) {
      const node = queue[at];
      fell[node] = at + 1;
      for (const user of users[node]) {
        spare[user] -= 1;
        if (spare[user] < 0 && !fell[user]) {
          fell[user] = size + at;
          queue.push(user);
        }
      }
    }
    return fell;
  };
  /* A licence that survives the denial keeps what it had when nothing was denied. */
  const heldBy = (seen, mode, proved) => {
    const held = new Set(), before = walk(own(none(), seen, proved, false), null);
    for (const [node, licence] of licences) {
      if ((licence === 'source' || mode === 'supply') && !before[inputs[node][0]]) held.add(node);
    }
    return held;
  };
  const none = () => ({offer: new Set(), actor: new Set(), component: new Set(), country: new Set(), unknown: new Set(), foreign: new Set()});

  const asked = options => {
    const {home = data.seat, lens = data.lens, mode = data.mode} = options || {};
    const seen = view(home, lens);
    const kept = proved => (licences.length ? heldBy(seen, mode, proved) : null);
    return {seen, kept};
  };
  /*
   * evaluate(['country:USA', 'actor:arm'], {home, lens, mode}) walks once for each reading. Of each component (by number):
   *   holds: '' it works · 'possible' · 'as_listed' · 'proved', as in the tables; stopped: also what was posited fell
   */
  const evaluate = (deny, options) => {
    const {seen, kept} = asked(options), denied = read(deny);
    denied.foreign = new Set([...denied.country].filter(code => !seen.seat.has(code)));
    const known = {...denied, unknown: new Set()};
    const held = kept(false);
    const asListed = walk(own(known, seen, false, false), held);
    const proved = walk(own(known, seen, true, false), kept(true));
    const posited = denied.unknown.size ? walk(own(denied, seen, false, false), held) : asListed;
    const possible = walk(own(denied, seen, false, true), held);
    const holds = ids.components.map((_, number) => {
      const node = nodeOf.component.get(number);
      return proved[node] ? 'proved' : asListed[node] ? 'as_listed' : possible[node] ? 'possible' : '';
    });
    const stopped = ids.components.map((_, number) => posited[nodeOf.component.get(number)] > 0);
    const lost = ids.offers.map((_, number) => posited[nodeOf.offer.get(number)] > 0);
    return {holds, stopped, lost, fell: posited, possible};
  };
  /* Yes or no as listed, for rankings: which components stop. */
  const stops = (deny, options) => {
    const {seen, kept} = asked(options), denied = read(deny);
    denied.foreign = new Set([...denied.country].filter(code => !seen.seat.has(code)));
    const fell = walk(own({...denied, unknown: new Set()}, seen, false, false), kept(false));
    return ids.components.filter((_, number) => fell[nodeOf.component.get(number)] > 0);
  };

  /*
   * Why a component stopped: of everything that fell, for each node just as many inputs as make it fall, those that fell
   * first. Returns rows {kind: 'component'|'offer'|'unknown', id, depth, known}, what stopped first and its causes below it.
   */
  const why = (id, result) => {
    const rows = [], told = new Set();
    const causes = node => inputs[node].filter(one => result.fell[one]).sort((a, b) => result.fell[a] - result.fell[b])
      .slice(0, Math.max(0, inputs[node].length - atLeast[node] + 1));
    const tell = (node, depth) => {
      const kind = kinds[node], name = names[node];
      const row = kind === 'c' ? {kind: 'component', id: ids.components[name]}
        : kind === 'o' || kind === 'v' ? {kind: 'offer', id: ids.offers[name]}
          : kind === 'u' ? {kind: 'unknown', id: ids.components[name]} : null;
      let below = depth;
      if (row) {
        const key = `${row.kind}:${row.id}`;
        const before = told.has(key);
        if (!before || row.kind === 'offer') rows.push({...row, depth, known: before});
        if (before) return;
        told.add(key);
        below = depth + 1;
      }
      for (const one of causes(node)) tell(one, below);
    };
    const start = nodeOf.component.get(componentAt.get(id));
    if (start !== undefined && result.fell[start]) tell(start, 0);
    return rows;
  };

  return {evaluate, stops, why, view, blocs, home: data.seat, ownHome: data.home, lens: data.lens, mode: data.mode};
};
