/* What feeds what: neighbours, everything upstream and downstream, and what a unit touches. */
'use strict';
(cm => {
  const {data, components, split} = cm;
  const nodes = cm.read('nodes');
  const edges = cm.read('edges').map(edge => ({
    from: data.components[edge.from].id, to: data.components[edge.to].id, style: edge.style,
  }));
  const inputs = new Map(), dependents = new Map();
  for (const id of components.keys()) {
    inputs.set(id, []);
    dependents.set(id, []);
  }
  for (const edge of edges) {
    inputs.get(edge.to).push(edge);
    dependents.get(edge.from).push(edge);
  }
  /* Claims and coverage come as lists in a stated order. */
  const named = (names, values) => (values ? Object.fromEntries(names.map((name, at) => [name, values[at]])) : null);
  const claim = id => named(data.claim, data.evidence[id]);
  const coverage = id => named(data.coverage, components.get(id).coverage);
  const targets = data.components.filter(component => component.target);

  const walk = (start, next) => {
    const seen = new Set([start]), todo = [start];
    while (todo.length) {
      for (const one of next(todo.pop())) {
        if (!seen.has(one)) {
          seen.add(one);
          todo.push(one);
        }
      }
    }
    return seen;
  };
  const upstream = id => walk(id, one => inputs.get(one).map(edge => edge.from));
  const downstream = id => walk(id, one => dependents.get(one).map(edge => edge.to));

  const supplied = new Map([...components.keys()].map(id => [id, []]));
  for (const [id, offer] of Object.entries(data.offers)) supplied.get(offer.component).push(Object.assign(offer, {id}));
  /* Home's own first, then published source, foreign, not known, and last those not on the market yet. */
  const ORDER = {own: 0, free: 1, foreign: 2, unclear: 3};
  const place = offer => (offer.potential ? 9 : ORDER[offer.side]);
  /* Whose an offer is and who can deny it hang on the seat: taken from the engine whenever the seat changes. */
  const offerIds = cm.read('engine').ids.offers;
  const distinct = terms => [...new Map(terms.map(term => [[...term].sort().join(), [...term].sort()])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1)).map(([, term]) => term);
  const reseat = () => {
    const seen = cm.engine.view(cm.homeOf(cm.state.home), cm.state.lens);
    seen.reach.forEach((reach, at) => {
      const offer = data.offers[offerIds[at]];
      offer.side = reach.open ? 'free' : reach.unknown ? 'unclear' : reach.own ? 'own' : 'foreign';
      offer.terms = distinct(reach.terms);
    });
    for (const offers of supplied.values()) offers.sort((a, b) => place(a) - place(b));
  };
  reseat();
  cm.onChange(before => {
    if (before.home !== cm.state.home || before.lens !== cm.state.lens) reseat();
  });
  const offersOf = id => supplied.get(id);
  const isActive = offer => !offer.potential;
  /* Counts of the active offers of a component by side. */
  const sides = id => {
    const count = {own: 0, free: 0, foreign: 0, unclear: 0, all: 0, potential: 0};
    for (const offer of offersOf(id)) {
      if (!isActive(offer)) {
        count.potential += 1;
        continue;
      }
      count[offer.side] += 1;
      count.all += 1;
    }
    return count;
  };
  const stops = id => {
    const found = components.get(id).stops;
    return found ? Object.keys(found.targets).length : 0;
  };
  /* Actors on whose orders an offer depends: its maker and, upward, the owners. */
  const owners = actor => {
    const chain = [actor];
    while (data.actors[chain.at(-1)].owner && !chain.includes(data.actors[chain.at(-1)].owner)) {
      chain.push(data.actors[chain.at(-1)].owner);
    }
    return chain;
  };
  const offersTouched = unit => {
    const [kind, id] = split(unit);
    return Object.keys(data.offers).filter(key => {
      const offer = data.offers[key];
      return kind === 'actor' ? owners(offer.actor).includes(id) : (offer.terms || []).some(term => term.includes(id));
    });
  };
  /* The chain of a smallest set: pairs of components, the first takes the second down; closed = where it begins. */
  const chainOf = (target, key) => {
    const found = cm.setOf(target, key);
    const pairs = (found.chain || []).map(pair => pair.map(at => data.components[at].id));
    const closed = new Set((found.through || []).filter(id => components.has(id)));
    return {found, pairs, closed, all: new Set([target, ...closed, ...pairs.flat()])};
  };
  /* What is lit on the map for a selected unit: all = lit, up and down = the two directions. */
  const lit = (unit, cut) => {
    if (!unit) return null;
    const [kind, id] = split(unit);
    if (cut) {
      const {pairs, closed, all} = chainOf(id, cut);
      return {all, up: all, down: new Set(), centre: id, closed, pairs: new Set(pairs.map(pair => pair.join('>')))};
    }
    if (kind !== 'component') {
      const touched = new Set(offersTouched(unit).map(offer => data.offers[offer].component));
      return {all: touched, up: new Set(), down: new Set(), centre: null};
    }
    const up = upstream(id), down = downstream(id);
    return {all: new Set([...up, ...down]), up, down, centre: id};
  };

  Object.assign(cm, {
    nodes, edges, inputs, dependents, targets, upstream, downstream, offersOf, isActive, sides, stops, owners,
    offersTouched, chainOf, lit, claim, coverage,
  });
})(window.chainmap);
