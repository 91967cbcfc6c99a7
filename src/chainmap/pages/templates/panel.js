/* The side panel: which content it shows, and the pieces that its contents share. */
'use strict';
(cm => {
  const {data, el, say, text, state, split} = cm;
  const panel = document.getElementById('panel');

  const section = (title, ...content) => {
    const kept = content.flat().filter(Boolean);
    return kept.length ? [el('h3', {}, title), ...kept] : [];
  };
  /* The first few rows, the rest behind "n more". */
  const folded = (rows, limit = 6) => {
    if (rows.length <= limit + 1) return el('ul', {}, rows);
    return [
      el('ul', {}, rows.slice(0, limit)),
      el('details', {}, el('summary', {class: 'soft'}, say('more', {n: rows.length - limit})), el('ul', {}, rows.slice(limit))),
    ];
  };
  const head = (title, other, ...extra) => {
    const close = el('button', {type: 'button', 'aria-label': say('close'), click: () => cm.select(null)}, '✕');
    return [
      el('div', {class: 'top'}, el('h2', {id: 'panel-title', tabindex: '-1'}, title), cm.denyButton(state.selected), close),
      el('p', {class: 'other'}, other), ...extra,
    ];
  };

  const claim = id => {
    const found = cm.claim(id);
    if (!found) return null;
    if (found.basis === undefined) return el('div', {class: 'claim soft'}, say('confidential'));
    const source = data.sources[found.source] || {};
    const facts = [say(`basis_${found.basis}`), found.confidence ? say(`confidence_${found.confidence}`) : '', String(found.year)];
    const where = [source.title, source.publisher, source.year].filter(Boolean).join(', ');
    return el('div', {class: 'claim'}, text([found.english, found.chinese]) || id,
      el('small', {}, facts.filter(Boolean).join(' · ')),
      where || found.locator ? el('small', {}, where, where && found.locator ? ' · ' : '', found.locator ? cm.locator(found.locator) : '') : null);
  };
  const evidence = ids => {
    const rows = [...new Set(ids)].map(claim).filter(Boolean);
    if (rows.length <= 5) return rows;
    return [...rows.slice(0, 4), el('details', {}, el('summary', {class: 'soft'}, say('more', {n: rows.length - 4})), rows.slice(4))];
  };

  const nameOfOffer = id => {
    const offer = data.offers[id], product = text(offer.product), actor = cm.actorName(offer.actor);
    return product && product !== actor ? `${actor} · ${product}` : actor;
  };
  /* An offer as a row that opens: who, whose, share; inside: product, ties, needs, evidence. */
  const offerRow = id => {
    const offer = data.offers[id], actor = data.actors[offer.actor];
    const facts = [];
    const fact = (key, value) => { if (value) facts.push(el('div', {}, el('span', {class: 'soft'}, `${say(key)}: `), value)); };
    const list = codes => (codes || []).map(code => `${cm.country(code)} (${code})`).join(', ');
    fact('maker', cm.go(`actor:${offer.actor}`));
    fact('owner', actor.owner ? cm.go(`actor:${actor.owner}`) : '');
    fact('hq', list(actor.hq));
    fact('label', (actor.label || []).map(word => (/^(domestic|foreign)$/.test(word) ? say(`label_${word}`) : cm.country(word))).join(', '));
    fact('origin', list(offer.origin));
    fact('sites', list(offer.sites));
    fact('rights', offer.rights ? say(`rights_${offer.rights}`) : '');
    fact('share', offer.share ? cm.range(offer.share, '%') + (offer.share_year ? ` (${offer.share_year})` : '') : '');
    fact('quality', offer.quality ? cm.range(offer.quality) : '');
    fact('lead', offer.lead ? cm.months(offer.lead) : '');
    const needs = (offer.needs || []).map(group => cm.needGroup(group));
    const fate = cm.offerState(id), hands = cm.handsOn(id);
    const row = el('details', {'data-offer': id, class: fate ? `grow ${fate}` : 'grow'},
      el('summary', {class: 'row'}, cm.sign(fate === 'lost' ? 'stopped' : fate),
        el('span', {class: 'grow'}, el('span', {class: 'name'}, nameOfOffer(id)),
          fate ? el('small', {}, fate === 'gap' ? say('state_gap') : hands.length ? `${say('why_by')}${cm.hands(hands)}` : say('why_in_turn')) : null), el('span', {class: 'figure'}, cm.range(offer.share, '%')), cm.codes(offer)),
      el('div', {class: 'inner'}, facts, needs.length ? [el('div', {class: 'soft'}, `${say('needs')}:`), needs] : null,
        evidence(offer.evidence || [])));
    return el('div', {class: 'row offer'}, row, cm.denyButton(`offer:${id}`));
  };
  /* AND is a solid rule, OR a dashed one, each with its words. */
  const needGroup = group => {
    const several = group.inputs.length > 1;
    const words = several ? (group.k >= group.inputs.length ? say('all_of') : group.k === 1 ? say('any_of') : say('k_of', {k: group.k, n: group.inputs.length})) : '';
    const rows = group.inputs.map(input => el('li', {class: 'row'},
      el('span', {class: 'grow'}, data.offers[input.id]
        ? el('button', {type: 'button', class: 'go', click: () => cm.openOffer(input.id)}, nameOfOffer(input.id))
        : cm.go(`component:${input.id}`)),
      input.quality !== undefined ? el('span', {class: 'figure'}, say('min_quality', {q: input.quality})) : null,
      cm.components.has(input.id) ? cm.ratio(input.id) : null));
    return el('div', {class: several && group.k < group.inputs.length ? 'group any' : 'group'},
      words || group.partial ? el('div', {class: 'soft'}, [words, group.partial ? say('not_essential') : ''].filter(Boolean).join(' · ')) : null,
      el('ul', {}, rows));
  };
  const ratio = id => {
    const component = cm.components.get(id), count = cm.sides(id);
    if (component.supply === 'unknown') return el('span', {class: 'figure', title: say('supply_unknown')}, '?');
    if (component.supply === 'open') return el('span', {class: 'figure'}, say('supply_open_short'));
    return el('span', {class: 'figure', title: say('inside_of', {own: count.own, n: count.all})}, `${count.own + count.free}/${count.all}`);
  };

  /* What was open, focused and in view stays so when the same unit is shown again. */
  const keyed = () => {
    const seen = new Map();
    return [...panel.querySelectorAll('details')].map(one => {
      const key = one.dataset.offer || one.querySelector('summary').textContent.replace(/\d+/g, '');
      seen.set(key, (seen.get(key) || 0) + 1);
      return [`${key}#${seen.get(key)}`, one];
    });
  };
  const refresh = before => {
    const again = before && before.selected === state.selected && before.cut === state.cut && before.lang === state.lang;
    const open = again ? keyed().filter(([, one]) => one.open).map(([key]) => key) : [], top = panel.scrollTop;
    const focused = panel.contains(document.activeElement) ? document.activeElement.dataset.deny : null;
    const [kind, id] = state.selected ? split(state.selected) : [];
    const content = kind === 'component' ? cm.componentPanel(id) : kind ? cm.unitPanel(state.selected) : cm.overviewPanel();
    panel.replaceChildren(...content.flat(3).filter(Boolean));
    if (again) for (const [key, one] of keyed()) if (open.includes(key)) one.open = true;
    if (again) panel.scrollTop = top;
    else if (!before || before.selected !== state.selected) panel.scrollTop = 0;
    const button = focused && panel.querySelector(`[data-deny="${CSS.escape(focused)}"]`);
    if (button) button.focus({preventScroll: true});
    document.body.toggleAttribute('data-selected', Boolean(state.selected));
  };
  const openOffer = id => {
    cm.select(data.offers[id].component);
    const row = panel.querySelector(`details[data-offer="${CSS.escape(id)}"]`);
    if (!row) return;
    for (let outer = row; outer && outer !== panel; outer = outer.parentElement) if (outer.tagName === 'DETAILS') outer.open = true;
    row.scrollIntoView({block: 'center'});
    row.querySelector('summary').focus({preventScroll: true});
  };

  Object.assign(cm, {section, folded, head, evidence, offerRow, needGroup, ratio, nameOfOffer, refreshPanel: refresh, openOffer});
})(window.chainmap);
