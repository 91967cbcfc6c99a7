/* The heat map: which country, alone, stops which target, from the seat in force. */
'use strict';
(cm => {
  const {data, el, say, state} = cm;
  const sheet = document.getElementById('heat');
  const SIGNS = {proved: '●', as_listed: '◐', possible: '◌'};

  /* A large stack answers for those that reach the most offers, and shows so many targets as can be read. */
  const UNITS = cm.large ? 40 : Infinity, COLUMNS = cm.large ? 60 : Infinity;
  const mightiest = () => {
    const {countries} = cm.engine.view(cm.homeOf(state.home), state.lens);
    if (countries.length <= UNITS) return countries;
    return countries.map(code => [code, cm.reachesOf(`country:${code}`)]).sort((a, b) => b[1] - a[1]).slice(0, UNITS).map(([code]) => code);
  };
  const rowsOf = () => {
    const countries = mightiest();
    const units = [...countries.map(code => `country:${code}`), ...Object.keys(cm.engine.blocs).map(id => `bloc:${id}`)];
    return units.map(unit => {
      const answer = cm.asked([unit]), cells = new Map(cm.targets.map(target => [target.id, answer.holds[at.get(target.id)]]));
      const firm = cm.targets.filter(target => !gaps().has(target.id) && /^(proved|as_listed)$/.test(cells.get(target.id))).length;
      const possible = cm.targets.filter(target => cells.get(target.id) === 'possible').length;
      return {unit, cells, firm, possible};
    }).filter(row => cm.reachesOf(row.unit));
  };
  const at = new Map(cm.read('engine').ids.components.map((id, number) => [id, number]));
  const gaps = () => {
    const {stopped} = cm.asked([]);
    return new Set(cm.targets.filter(target => stopped[at.get(target.id)]).map(target => target.id));
  };
  const order = (a, b) => b.firm - a.firm || b.possible - a.possible || (a.unit < b.unit ? -1 : 1);

  /* Answers are asked for only while the heat map is on the screen, and kept for the seat. */
  let kept = {key: '', rows: []};
  const rows = () => {
    const key = [state.home, state.lens, state.mode].join('|');
    if (kept.key !== key) kept = {key, rows: rowsOf().sort(order)};
    return kept.rows;
  };
  const cell = (row, target, gap) => {
    const holds = row.cells.get(target.id);
    if (gap) return el('td', {class: 'gap'}, el('span', {'aria-hidden': 'true'}, '○'), el('span', {class: 'unseen'}, say('state_gap')));
    if (!holds) return el('td', {}, el('span', {'aria-hidden': 'true'}, '·'), el('span', {class: 'unseen'}, say('heat_works')));
    return el('td', {class: holds, title: `${cm.unitName(row.unit)} → ${cm.componentName(target.id)}: ${cm.holdsWord(holds)}`},
      el('span', {'aria-hidden': 'true'}, SIGNS[holds]), el('span', {class: 'unseen'}, cm.holdsWord(holds)));
  };
  const line = (row, targets, known) => {
    const id = cm.split(row.unit)[1], country = row.unit.startsWith('country:');
    return el('tr', {'data-unit': row.unit, class: cm.denied(row.unit) ? 'denied' : null},
      el('th', {scope: 'row'}, el('div', {class: 'row'}, cm.denyButton(row.unit),
        el('span', {class: 'grow'}, country ? cm.go(row.unit) : cm.unitName(row.unit), country ? [' ', el('span', {class: 'code foreign'}, id)] : null))),
      el('td', {class: 'number'}, String(row.firm), row.possible ? el('small', {}, ` +${row.possible}?`) : null),
      targets.map(target => cell(row, target, known.has(target.id))));
  };
  const refresh = () => {
    if (state.view !== 'heat') return;
    const found = rows(), known = gaps();
    const weight = target => found.filter(row => /^(proved|as_listed)$/.test(row.cells.get(target.id))).length;
    const targets = [...cm.targets].sort((a, b) => known.has(a.id) - known.has(b.id) || weight(b) - weight(a)).slice(0, COLUMNS);
    const countries = cm.engine.view(cm.homeOf(state.home), state.lens).countries.length, part = countries > UNITS || cm.targets.length > COLUMNS;
    const group = kind => found.filter(row => row.unit.startsWith(`${kind}:`)).map(row => line(row, targets, known));
    const focused = document.activeElement && sheet.contains(document.activeElement) ? document.activeElement.dataset.deny : null;
    const key = (mark, word, more) => el('span', {class: 'nowrap'}, el('b', {'aria-hidden': 'true'}, mark), ` ${word}`, more || '');
    sheet.replaceChildren(
      el('h2', {}, say('heat_title')),
      el('p', {class: 'soft keys'}, key('●', cm.term('proved')), key('◐', cm.term('as_listed')), key('◌', cm.term('possible')), key('·', say('heat_works')),
        known.size ? key('○', say('state_gap')) : null),
      ...(part ? [el('p', {class: 'soft'}, say('first_units', {n: Math.min(UNITS, countries), all: countries, targets: targets.length, targets_all: cm.targets.length}))] : []),
      found.length ? el('div', {class: 'wide', tabindex: '0', role: 'region', 'aria-label': say('heat_title')}, el('table', {},
        el('caption', {class: 'unseen'}, say('heat_caption')),
        el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, say('country')), el('th', {scope: 'col', class: 'number'}, say('col_stopped')),
          targets.map(target => el('th', {scope: 'col', class: 'up'}, cm.go(`component:${target.id}`))))),
        el('tbody', {}, group('country')), el('tbody', {}, group('bloc')))) : el('p', {}, say('heat_none')));
    if (focused) {
      const again = sheet.querySelector(`[data-deny="${CSS.escape(focused)}"]`);
      if (again) again.focus();
    }
  };
  Object.assign(cm, {refreshHeat: refresh, heatRows: rows});
})(window.chainmap);
