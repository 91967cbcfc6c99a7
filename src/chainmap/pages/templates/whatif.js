/*
 * The what-if: what is denied, from which seat, and what that does to every component and offer.
 *
 * state.deny, home, lens and mode are the question; the engine answers it, and everything else on the page only reads
 * the answer: cm.stateOf(component), cm.offerState(offer), cm.handsOn(offer), cm.outcome().
 */
'use strict';
(cm => {
  const {data, engine, state, set, split} = cm;
  const {ids} = cm.read('engine');
  const componentAt = new Map(ids.components.map((id, at) => [id, at]));
  const offerAt = new Map(ids.offers.map((id, at) => [id, at])), actorAt = new Map(ids.actors.map((id, at) => [id, at]));
  const QUESTION = ['deny', 'home', 'lens', 'mode'], KEPT = 200;

  const question = from => Object.fromEntries(QUESTION.map(key => [key, from[key]]));

  /* ---- answers, kept by question ---- */
  const answers = new Map();
  const ask = (deny, home, lens, mode) => {
    const key = JSON.stringify([[...deny].sort(), home, lens, mode]);
    if (!answers.has(key)) {
      if (answers.size > KEPT) answers.clear();
      answers.set(key, engine.evaluate(deny, {home, lens, mode}));
    }
    return answers.get(key);
  };
  const seat = () => ({home: cm.homeOf(state.home), lens: state.lens, mode: state.mode});
  const asked = deny => ask(deny, cm.homeOf(state.home), state.lens, state.mode);
  /* What is on the screen: the answer, or the same with nothing denied. */
  const inForce = () => (state.baseline ? [] : state.deny);
  /* Both answers are read for every card and every offer: looked up once a change. */
  let current = {};
  const answered = () => {
    if (['baseline', ...QUESTION].some(key => current[key] !== state[key])) {
      current = {baseline: state.baseline, ...question(state), now: asked(inForce()), before: asked([])};
    }
    return current;
  };
  const now = () => answered().now;
  const before = () => answered().before;
  const moved = () => state.home !== cm.written || state.lens !== engine.lens || state.mode !== engine.mode;

  /* ---- whose hand ---- */
  const reachOf = offer => engine.view(cm.homeOf(state.home), state.lens).reach[offerAt.get(offer)];
  const codesOf = unit => {
    const [kind, id] = split(unit), own = cm.homeOf(state.home);
    return (kind === 'country' ? [id] : kind === 'bloc' ? engine.blocs[id] : []).filter(code => !own.includes(code));
  };
  /* The units of a denial that take an offer away, each by itself or, by country, together with the others. */
  const handsOn = (offer, deny = inForce()) => {
    const reach = reachOf(offer), codes = new Set(deny.flatMap(codesOf));
    if (reach.safe) return [];
    const fallen = reach.terms.filter(term => term.every(code => codes.has(code)));
    return deny.filter(unit => {
      const [kind, id] = split(unit);
      if (kind === 'offer' || kind === 'unknown') return id === offer;
      if (kind === 'actor') return reach.makers.includes(actorAt.get(id));
      if (kind === 'component') return data.offers[offer].component === id;
      return codesOf(unit).some(code => fallen.some(term => term.includes(code)));
    });
  };
  /* How many offers on the market a unit can take, alone or together with other countries. */
  const reachesOf = unit => (/^(country|bloc|actor):/.test(unit) ? tally().get(unit) || 0
    : ids.offers.filter(offer => !reachOf(offer).safe && !data.offers[offer].potential && handsOn(offer, [unit]).length > 0).length);
  /* Of all countries, blocs and makers at once: one look at each offer, kept for the seat. */
  let tallied = {key: '', of: new Map()};
  const tally = () => {
    const key = `${state.home}|${state.lens}`;
    if (tallied.key === key) return tallied.of;
    const of = new Map(), own = new Set(cm.homeOf(state.home)), {reach: all} = engine.view([...own], state.lens);
    const blocs = Object.keys(engine.blocs).map(id => [`bloc:${id}`, new Set(codesOf(`bloc:${id}`))]);
    ids.offers.forEach((offer, at) => {
      const reach = all[at], codes = new Set(reach.terms.flat().filter(code => !own.has(code)));
      if (reach.safe || data.offers[offer].potential) return;
      const touching = [...[...codes].map(code => `country:${code}`), ...[...new Set(reach.makers)].map(one => `actor:${ids.actors[one]}`),
        ...blocs.filter(([, members]) => [...codes].some(code => members.has(code))).map(([bloc]) => bloc)];
      for (const unit of touching) of.set(unit, (of.get(unit) || 0) + 1);
    });
    tallied = {key, of};
    return of;
  };
  const idle = unit => {
    const [kind, id] = split(unit);
    const posited = kind === 'unknown' || (kind === 'component' && cm.components.get(id).supply === 'unknown');
    return !posited && !reachesOf(unit);
  };

  /* ---- states ---- */
  /* '' it works · 'lost' · 'gap' not to be had with nothing denied either */
  const offerState = id => {
    const at = offerAt.get(id);
    if (data.offers[id].potential) return '';
    return before().lost[at] ? 'gap' : now().lost[at] ? 'lost' : '';
  };
  const look = id => {
    const at = componentAt.get(id), answer = now(), holds = answer.holds[at];
    const active = cm.offersOf(id).filter(cm.isActive);
    const lost = active.filter(offer => offerState(offer.id) === 'lost').map(offer => offer.id);
    const left = active.filter(offer => !offerState(offer.id)).map(offer => offer.id);
    const inputs = (cm.components.get(id).needs || []).flatMap(group => group.inputs.map(input => input.id))
      .filter(input => (data.offers[input] ? offerState(input) === 'lost'
        : answer.stopped[componentAt.get(input)] && !before().stopped[componentAt.get(input)]));
    const found = {holds, lost, left, listed: active.length, inputs};
    if (before().stopped[at]) return {word: 'gap', ...found, holds: before().holds[at]};
    if (answer.stopped[at]) return holds === 'proved' || holds === 'as_listed' ? {word: 'stopped', ...found} : {word: 'posited', ...found, holds: ''};
    if (holds) return {word: 'possible', ...found};
    return {word: lost.length || inputs.length ? 'degraded' : 'works', ...found};
  };
  let looked = {answer: null, states: new Map()};
  const stateOf = id => {
    if (looked.answer !== now()) looked = {answer: now(), states: new Map()};
    if (!looked.states.has(id)) looked.states.set(id, look(id));
    return looked.states.get(id);
  };
  const fails = word => word === 'stopped' || word === 'posited';
  /* The most affected first. */
  const ORDER = ['proved', 'as_listed', 'posited', 'possible', 'degraded', 'works', 'gap'];
  const severity = id => {
    const {word, holds} = stateOf(id);
    return ORDER.indexOf(word === 'stopped' ? holds : word);
  };
  /* What the denial does, in numbers: the targets by how firmly they stop, and all that is lost. */
  const outcome = () => {
    const found = {all: cm.targets.length, stop: 0, proved: 0, as_listed: 0, posited: 0, possible: 0, degraded: 0, works: 0, gap: 0};
    for (const target of cm.targets) {
      const key = ORDER[severity(target.id)];
      found[key] += 1;
      if (severity(target.id) <= ORDER.indexOf('posited')) found.stop += 1;
    }
    return {
      ...found,
      components: data.components.filter(one => fails(stateOf(one.id).word)).map(one => one.id),
      offers: ids.offers.filter(id => offerState(id) === 'lost'),
    };
  };

  /* ---- changes, and the way back ---- */
  const past = [], future = [];
  let stepping = false;
  cm.onChange(old => {
    if (stepping || QUESTION.every(key => String(old[key]) === String(state[key]))) return;
    past.push(question(old));
    future.length = 0;
  });
  const step = (from, to) => {
    if (!from.length) return false;
    to.push(question(state));
    stepping = true;
    set({...from.pop(), baseline: false});
    stepping = false;
    return true;
  };
  const denied = unit => state.deny.includes(unit);
  const toggle = unit => {
    if (!cm.deniable(unit)) return;
    set({deny: denied(unit) ? state.deny.filter(one => one !== unit) : [...state.deny, unit], baseline: false});
  };
  const sit = changes => {
    const next = {home: state.home, lens: state.lens, mode: state.mode, ...changes};
    if (!cm.lensFits(next.lens, next.home)) next.lens = 'owner';
    set(next);
  };

  Object.assign(cm, {
    stateOf, offerState, outcome, severity, fails, handsOn, reachesOf, reachOf, idle, moved, seat, now, inForce, asked, denied, toggle, sit,
    undo: () => step(past, future), redo: () => step(future, past), clear: () => set({deny: [], baseline: false}),
    steps: () => ({back: past.length, forth: future.length}),
    counts: () => ({
      nodes: cm.nodes.length, edges: cm.edges.length, offers: ids.offers.length, denied: state.deny.length,
      stopped: data.components.filter(one => fails(stateOf(one.id).word)).length,
    }),
    /* For scripts and tests: evaluate(['country:USA'], {home: 'USA', lens: 'any', mode: 'use'}); what is left out is as on the screen. */
    evaluate: (deny, options = {}) => {
      const {home = state.home, lens = state.lens, mode = state.mode} = options;
      const answer = ask(deny, Array.isArray(home) ? home : cm.homeOf(home), lens, mode);
      return {
        stopped: ids.components.filter((_, at) => answer.stopped[at]),
        holds: Object.fromEntries(ids.components.map((id, at) => [id, answer.holds[at]])),
      };
    },
  });
})(window.chainmap);
