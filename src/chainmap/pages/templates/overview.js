/* The panel when nothing is selected (headlines and targets), and the panel of an actor or a country. */
'use strict';
(cm => {
  const {data, el, say, text, section, folded, state} = cm;

  const headline = row => el('div', {class: 'headline'},
    el('div', {class: 'said'}, text(row.text)),
    el('small', {}, row.holds ? [cm.marked(row.holds), ' '] : null,
      row.beyond ? ` · ${say('beyond')}` : null,
      (row.rests_on || []).length ? ` · ${say('rests_on')} ${cm.names(row.rests_on)}` : null),
    (row.through || []).length ? el('small', {}, row.through.filter(id => cm.components.has(id)).slice(0, 3)
      .flatMap((id, at) => [at ? ' · ' : '', cm.go(`component:${id}`)])) : null);

  const known = Object.keys(data.cuts).length > 0;
  /* Targets that the fewest can stop come first. */
  const ease = target => {
    const {firm, possible} = cm.fewest(target.id);
    return firm ? firm.members.length : possible ? 50 : 99;
  };
  const targetRow = target => {
    const fewest = cm.fewest(target.id);
    const stoppers = Object.entries(data.units).filter(([unit, stops]) => unit.startsWith('country:') && stops.some(stop => stop.target === target.id));
    const firm = stoppers.filter(([, stops]) => stops.find(stop => stop.target === target.id).holds !== 'possible');
    return el('li', {class: 'row'}, el('span', {class: 'grow'}, cm.go(`component:${target.id}`)),
      fewest.firm && fewest.firm.members.length > 1 ? el('span', {class: 'nowrap'}, cm.codesOf(fewest.firm)) : null,
      firm.slice(0, 4).map(([unit]) => cm.code(cm.split(unit)[1], 'foreign')),
      firm.length > 4 ? el('span', {class: 'figure'}, `+${firm.length - 4}`) : null,
      stoppers.length || fewest.firm || !data.asked ? null : el('span', {class: 'figure small'}, say(fewest.possible ? 'term_possible' : known ? 'nobody_known_short' : 'nobody_alone_short')),
      stoppers.length > firm.length ? el('span', {class: 'code', title: cm.term('possible')}, `? ${stoppers.length - firm.length}`) : null);
  };
  /* After a denial: the targets by how hard they are hit, and all that it took. */
  const hit = target => {
    const found = cm.stateOf(target.id), short = found.word === 'degraded' && found.listed;
    return el('li', {class: 'row', 'data-state': found.word}, cm.sign(found.word), el('span', {class: 'grow'}, cm.go(`component:${target.id}`)),
      found.word === 'stopped' ? cm.marked(found.holds)
        : el('span', {class: 'figure'}, short && found.lost.length ? say('left_of', {n: found.left.length, all: found.listed}) : say(`short_${found.word}`)));
  };
  const rest = n => (n > 0 ? el('p', {class: 'soft'}, say('groups_more', {n})) : null);
  const effect = () => {
    if (!cm.targets.length || (!state.deny.length && !cm.moved())) return null;
    const found = cm.outcome(), order = [...cm.targets].sort((a, b) => cm.severity(a.id) - cm.severity(b.id));
    const components = found.components.filter(id => !cm.components.get(id).target), most = cm.large ? 200 : Infinity;
    const byActor = new Map();
    for (const id of found.offers) byActor.set(data.offers[id].actor, [...(byActor.get(data.offers[id].actor) || []), id]);
    return el('div', {class: 'effect'},
      el('div', {class: 'targets'}, el('div', {class: 'side'}, say('targets_now')), folded(order.map(hit), Math.max(9, found.stop))),
      el('details', {}, el('summary', {}, say('took_components', {n: components.length})), el('ul', {}, components.slice(0, most).map(id =>
        el('li', {class: 'row'}, cm.sign(cm.stateOf(id).word), el('span', {class: 'grow'}, cm.go(`component:${id}`)), cm.marked(cm.stateOf(id).holds)))), rest(components.length - most)),
      el('details', {}, el('summary', {}, say('took_offers', {n: found.offers.length})), el('ul', {}, [...byActor].slice(0, most).map(([actor, ids]) =>
        el('li', {}, cm.go(`actor:${actor}`), el('span', {class: 'soft'}, ` · ${cm.names([...new Set(ids.map(id => data.offers[id].component))])}`)))), rest(byActor.size - most)));
  };
  const overview = () => {
    const rows = data.headlines.map(headline), found = effect();
    const counts = [
      say('components_n', {n: data.components.length}), say('offers_n', {n: Object.keys(data.offers).length}),
      say('targets_n', {n: cm.targets.length}), say('claims_n', {n: Object.keys(data.evidence).length}),
    ].join(' · ');
    return [
      el('h2', {id: 'panel-title', tabindex: '-1'}, cm.small.matches ? text(data.title) : say(found ? 'whatif' : 'headlines')),
      el('p', {class: 'other'}, cm.factsLine()),
      found, found && rows.length ? el('h3', {}, say('headlines_written')) : null, cm.writtenNote(),
      cm.targets.length && !found ? el('div', {class: 'targets'}, el('div', {class: 'side'}, say(known ? 'targets_fewest' : 'targets_stoppers')), folded([...cm.targets].sort((a, b) => ease(a) - ease(b)).map(targetRow), 9)) : null,
      ...(rows.length ? rows : [el('p', {class: 'soft'}, say('no_headlines'))]),
      ...(cm.large ? cm.groupRows() : []),
      ...section(say('legend'), el('p', {}, say('hint')), el('p', {class: 'soft'}, say('keys')), el('p', {class: 'soft'}, counts)),
      cm.small.matches ? el('p', {}, el('button', {type: 'button', class: 'go', click: () => cm.set({view: 'map', focus: false})}, say('whole'))) : null,
    ];
  };

  const unitPanel = unit => {
    const [kind, id] = cm.split(unit), actor = kind === 'actor' ? data.actors[id] : null;
    const stops = data.units[unit] || [];
    const facts = [];
    if (actor) {
      facts.push([say('maker'), ...(actor.hq || []).map(cm.country), actor.region || ''].filter(Boolean).join(' · '));
      if ((actor.aliases || []).length) facts.push(`${say('aliases')}: ${actor.aliases.join(', ')}`);
    }
    const rows = stops.map(stop => el('li', {},
      el('div', {class: 'row'}, el('span', {class: 'grow'}, cm.go(`component:${stop.target}`)), cm.marked(stop.holds)),
      el('div', {class: 'soft'}, [
        (stop.through || []).length ? cm.names(stop.through) : '', (stop.rests_on || []).length ? `${say('rests_on')} ${cm.names(stop.rests_on)}` : '',
        stop.beyond ? say('beyond') : '',
      ].filter(Boolean).join(' · '))));
    const others = cm.withOthers(unit);
    const touched = cm.offersTouched(unit), byComponent = new Map();
    for (const offer of touched) {
      const component = data.offers[offer].component;
      byComponent.set(component, [...(byComponent.get(component) || []), offer]);
    }
    const supplied = data.components.filter(one => byComponent.has(one.id)).map(one => el('li', {},
      el('div', {class: 'row'}, el('span', {class: 'grow'}, cm.go(`component:${one.id}`)), cm.ratio(one.id)),
      el('div', {class: 'small'}, byComponent.get(one.id).flatMap((offer, at) => [at ? ' · ' : '',
        el('button', {type: 'button', class: 'go quiet', click: () => cm.openOffer(offer)},
          (actor ? text(data.offers[offer].product) : '') || cm.actorName(data.offers[offer].actor)),
        data.offers[offer].potential ? ` (${say('potential')})` : '']))));
    return [
      ...cm.head(cm.unitName(unit), actor ? cm.other(actor.name) : `${say('country')} · ${id}`, facts.map(fact => el('p', {class: 'soft'}, fact))),
      actor && actor.owner ? el('p', {}, `${say('owner')}: `, cm.go(`actor:${actor.owner}`)) : null,
      data.asked && el('div', {class: 'verdict'}, cm.writtenNote(), el('strong', {}, rows.length ? `${say('stops_these')} (${rows.length}/${cm.targets.length})` : say('stops_none_alone')), rows.length ? folded(rows, 8) : null),
      ...(others.length ? section(`${say('cut_together')} · ${others.length}`, folded(others, 6)) : []),
      ...section(`${actor ? say('supplies') : say('within_reach')} · ${touched.length}`, supplied.length ? folded(supplied, 20) : null),
      ...(actor ? section(say('evidence'), cm.evidence(actor.evidence || [])) : []),
    ];
  };

  /* The words of the tip that follows the pointer. */
  const tipFor = (kind, id) => {
    if (kind === 'component') {
      const component = cm.components.get(id), count = cm.sides(id);
      const line = component.supply === 'offers' ? (cm.seat().home.length ? say('inside_of', {own: count.own, n: count.all}) : say('offers_n', {n: count.all})) : say(`supply_${component.supply}`);
      const stops = cm.moved() ? 0 : cm.stops(id), {word} = cm.stateOf(id);
      return [document.createTextNode(cm.componentName(id)), el('small', {}, line), word === 'works' ? null : el('small', {}, cm.sign(word), ` ${say(`state_${word}`)}`), stops ? el('small', {}, say('stops_targets', {n: stops, all: cm.targets.length})) : null].filter(Boolean);
    }
    if (kind === 'offer') {
      const offer = data.offers[id];
      return [document.createTextNode(cm.nameOfOffer(id)), el('small', {}, say(`group_${offer.potential ? 'potential' : offer.side}`)),
        el('small', {}, (offer.terms || []).map(term => term.map(cm.country).join(' + ')).join(', '))];
    }
    return [];
  };
  const factsLine = () => {
    const home = cm.homeWords(state.home);
    return [
      data.year ? say('state_of', {year: data.year}) : say('no_year'), home ? say('seen_from', {home}) : say('no_home'), say(`lens_${state.lens}`),
    ].join(' · ');
  };

  Object.assign(cm, {overviewPanel: overview, unitPanel, tipFor, factsLine});
})(window.chainmap);
