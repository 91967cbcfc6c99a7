/* The panel of one component: who can stop it, its offers, its needs, whom it feeds, how we know. */
'use strict';
(cm => {
  const {data, el, say, text, section, folded} = cm;
  const HALF = 0.5;

  const chips = component => el('div', {class: 'chips'}, [
    component.target ? el('span', {class: 'chip strong'}, say('is_target')) : null,
    component.kind ? el('span', {class: 'chip'}, cm.kind(component.kind)) : null,
    component.maturity ? el('span', {class: 'chip'}, say(`maturity_${component.maturity}`)) : null,
    component.supply === 'offers' ? el('span', {class: 'chip'}, say(`complete_${component.complete}`)) : null,
    component.supply !== 'offers' ? el('span', {class: 'chip'}, say(`supply_${component.supply}`)) : null,
    component.beyond ? el('span', {class: 'chip'}, `* ${say('beyond')}`) : null,
  ]);

  /* The figures of the single points: what its loss stops, and whose hand alone can close it. */
  const verdict = component => {
    const stops = component.stops, closers = component.closers || [], all = cm.targets.length;
    const rows = closers.map(closer => el('li', {class: 'row'},
      cm.code(cm.split(closer.unit)[1], 'foreign'),
      el('span', {class: 'grow'}, cm.go(closer.unit, say('closes', {who: cm.unitName(closer.unit), n: closer.targets, all}))), cm.marked(closer.holds)));
    if (!data.asked) return null;
    const stopped = stops ? Object.entries(stops.targets) : [];
    const against = component.target ? whoStops(component.id) : [];
    return el('div', {class: 'verdict'}, cm.writtenNote(),
      stops || !(rows.length || component.target) ? el('strong', {}, stops ? say('stops_targets', {n: stopped.length, all}) : say('stops_none')) : null,
      stops ? el('div', {}, cm.marked(stops.holds)) : null,
      stopped.length ? el('details', {}, el('summary', {class: 'soft'}, say('targets')),
        el('ul', {}, stopped.map(([id, holds]) => el('li', {class: 'row'}, el('span', {class: 'grow'}, cm.go(`component:${id}`)), cm.marked(holds))))) : null,
      rows.length ? el('ul', {}, rows) : null,
      against);
  };
  /* For a target: the countries and makers that stop it alone. */
  const whoStops = id => {
    const rows = kind => Object.entries(data.units)
      .filter(([unit, stops]) => unit.startsWith(`${kind}:`) && stops.some(stop => stop.target === id))
      .map(([unit, stops]) => {
        const stop = stops.find(one => one.target === id);
        return el('li', {class: 'row'}, kind === 'country' ? cm.code(cm.split(unit)[1], 'foreign') : null,
          el('span', {class: 'grow'}, cm.go(unit)), cm.marked(stop.holds));
      });
    const countries = rows('country'), actors = rows('actor');
    const title = el('strong', {}, say('who_can_stop'));
    if (Object.keys(data.cuts).length) return [title, ...cm.cutList(id)];
    if (!countries.length && !actors.length) return [title, el('div', {class: 'soft'}, say('nobody_alone'))];
    return [title, folded([...countries, ...actors], 8)].flat();
  };

  const offers = component => {
    const all = cm.offersOf(component.id);
    if (component.supply === 'open') return section(say('offers'), el('p', {class: 'soft'}, say('supply_open')));
    if (!all.length) return section(say('offers'), el('p', {class: 'soft'}, say('no_offers')));
    const count = cm.sides(component.id);
    const groups = [['own', 'own'], ['free', 'free'], ['foreign', 'foreign'], ['unclear', 'unclear']].map(([side, key]) => {
      const members = all.filter(offer => offer.side === side && !offer.potential);
      return members.length ? [el('div', {class: 'side'}, el('i', {class: `key ${key}`}), say(`group_${side}`), ` · ${members.length}`),
        ...rowsOf(members)] : [];
    });
    const potential = all.filter(offer => offer.potential);
    if (potential.length) groups.push([el('div', {class: 'side'}, '○ ', say('group_potential'), ` · ${potential.length}`), ...rowsOf(potential)]);
    return section(`${say('offers')} · ${cm.seat().home.length ? say('inside_of', {own: count.own, n: count.all}) : count.all}`, groups.flat());
  };
  const rowsOf = members => {
    const rows = members.map(offer => cm.offerRow(offer.id));
    if (rows.length <= 9) return rows;
    return [...rows.slice(0, 7), el('details', {}, el('summary', {class: 'soft'}, say('more', {n: rows.length - 7})), rows.slice(7))];
  };

  const needs = component => {
    const groups = component.needs || [], partial = groups.filter(group => group.partial);
    return section(say('needs'), groups.length ? groups.filter(group => !group.partial).map(cm.needGroup) : el('p', {class: 'soft'}, say('needs_none')),
      partial.length ? el('div', {class: 'side'}, say('not_essential')) : null,
      partial.map(group => cm.needGroup({...group, partial: false})));
  };
  const feeds = component => {
    const rows = cm.dependents.get(component.id)
      .map(edge => el('li', {class: 'row'}, el('span', {class: 'grow'}, cm.go(`component:${edge.to}`)), el('span', {class: 'figure'}, say(`leg_${edge.style}`))));
    const down = cm.downstream(component.id), reached = cm.targets.filter(target => down.has(target.id) && target.id !== component.id).length;
    return section(say('feeds'), rows.length
      ? [el('p', {class: 'soft'}, say('reaches', {n: reached, all: cm.targets.length})), folded(rows, 8)].flat()
      : el('p', {class: 'soft'}, say('feeds_none')));
  };

  const dependency = component => {
    const found = component.dependency, rows = [];
    if (found && found.listed) {
      rows.push(el('p', {}, say('dep_counts', {k: found.reached || 0, n: found.listed})));
      const [low, , high] = found.range;
      if (high - low <= HALF) rows.push(el('p', {}, say('dep_range', {range: cm.range(found.range, '%')})));
      else if (found.decides) rows.push(el('p', {class: 'soft'}, say('dep_decides', {cell: text(found.decides)})));
    }
    const hhi = component.hhi;
    if (hhi && hhi[2] - hhi[0] <= HALF) rows.push(el('p', {class: 'soft'}, say('hhi_range', {range: cm.range(hhi)})));
    return section(say('dependency'), rows.length ? cm.writtenNote() : null, rows);
  };
  const coverage = component => {
    const found = cm.coverage(component.id);
    if (!found || component.supply !== 'offers') return [];
    const n = found.offers_listed;
    return section(say('coverage'), el('p', {class: 'soft'}, [
      say('cov_offers', {n}), say('cov_shares', {k: found.shares_known || 0, n}), say('cov_quality', {k: found.quality_known || 0, n}),
      say('cov_juris', {k: found.jurisdiction_known || 0, n}), say('cov_claims', {n: found.claims || 0, k: found.stated || 0}),
    ].join(' · ')));
  };
  const substitutes = component => {
    const known = (component.substitutes || []).filter(row => data.offers[row.substitute].potential || row.months || row.blocked);
    const silent = new Set((component.substitutes || []).map(row => row.substitute));
    for (const row of known) silent.delete(row.substitute);
    const rows = known.map(row => {
      const offer = data.offers[row.substitute], items = row.items || [];
      return el('li', {},
        el('div', {class: 'row'}, el('span', {class: 'grow'}, cm.nameOfOffer(row.substitute)), el('span', {class: 'figure'}, cm.months(row.months)), cm.codes(offer)),
        el('div', {class: 'soft small'}, [
          items.length ? say('instead_of', {what: items.length > 2 ? say('n_offers', {n: items.length}) : items.map(cm.nameOfOffer).join(', ')}) : '',
          offer.potential ? say('potential') : '', row.blocked ? say('blocked', {what: row.blocked.map(cm.unitName).join(', ')}) : '',
          row.note === undefined ? '' : text(data.notes[row.note]),
        ].filter(Boolean).join(' · ')));
    });
    return section(say('substitutes'), rows.length ? folded(rows, 5) : null,
      silent.size ? el('p', {class: 'soft'}, say('substitutes_silent', {n: silent.size})) : null);
  };
  const blind = component => {
    const rows = (component.blind || []).map(spot => el('li', {}, text(spot)));
    return section(`${say('blind_spots')}${rows.length ? ` · ${rows.length}` : ''}`, rows.length ? folded(rows, 4) : null);
  };
  const evidence = component => {
    const ids = [...(component.evidence || []), ...(component.needs || []).flatMap(group => group.inputs.flatMap(input => input.evidence || []))];
    const found = cm.evidence(ids);
    return section(say('evidence'), found.length ? found : el('p', {class: 'soft'}, say('evidence_none')));
  };

  Object.assign(cm, {
    componentPanel: id => {
      const component = cm.components.get(id);
      const other = [cm.other(component.name), text(data.lanes[component.lane])].filter(Boolean).join(' · ');
      const note = text(component.note);
      return [
        ...cm.head(cm.componentName(id), other, chips(component), note ? el('p', {}, note) : null), ...cm.whyPanel(id), verdict(component),
        ...offers(component), ...needs(component), ...feeds(component), ...dependency(component), ...substitutes(component),
        ...coverage(component), ...blind(component), ...evidence(component),
      ];
    },
  });
})(window.chainmap);
