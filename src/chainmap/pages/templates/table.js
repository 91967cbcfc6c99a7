/* The table: every component in words, for readers without the picture; the column heads sort. */
'use strict';
(cm => {
  const {data, el, say, state} = cm;
  const sheet = document.getElementById('sheet');
  /* A large stack shows its first rows; the rest on demand. */
  const ROWS = cm.large ? 300 : Infinity;
  let chosen = null, limit = ROWS;
  /* Until a head is pressed: the hardest hit first when something is denied, otherwise what stops the most. */
  const order = () => chosen || (state.deny.length ? {by: 'state', descending: false} : {by: 'stops', descending: true});

  const stateWords = id => {
    const {word, holds, lost, left, listed} = cm.stateOf(id);
    return [cm.sign(word), ' ', say(`short_${word}`), word === 'stopped' || word === 'gap' ? [' · ', cm.holdsWord(holds)] : '',
      lost.length && word !== 'stopped' ? ` · ${say('left_of', {n: left.length, all: listed})}` : ''].flat().filter(Boolean);
  };
  const columns = [
    {key: 'name', word: 'col_name', value: row => cm.componentName(row.id)},
    {key: 'state', word: 'col_state', number: false, value: row => cm.severity(row.id),
      show: row => stateWords(row.id)},
    {key: 'lane', word: 'col_layer', value: row => row.lane, show: row => cm.text(data.lanes[row.lane])},
    {key: 'offers', word: 'col_offers', number: true, value: row => (row.supply === 'offers' ? cm.sides(row.id).all : -1),
      show: row => (row.supply === 'offers' ? String(cm.sides(row.id).all) : say(row.supply === 'open' ? 'supply_open_short' : 'supply_unknown'))},
    {key: 'own', word: 'col_own', number: true, value: row => cm.sides(row.id).own},
    {key: 'foreign', word: 'col_foreign', number: true, value: row => cm.sides(row.id).foreign},
    {key: 'unclear', word: 'col_unclear', number: true, value: row => cm.sides(row.id).unclear},
    {key: 'stops', word: 'col_stops', number: true, value: row => cm.stops(row.id) + (row.stops && row.stops.holds !== 'possible' ? 0.5 : 0),
      show: row => (row.stops ? [`${cm.stops(row.id)} `, cm.mark(row.stops.holds), el('span', {class: 'unseen'}, cm.holdsWord(row.stops.holds))] : '0')},
    {key: 'closers', word: 'col_closed_by', value: row => (row.closers || []).length,
      show: row => (row.closers || []).map(one => [cm.code(cm.split(one.unit)[1], 'foreign'), ' '])},
  ];
  const sorted = () => {
    const {by, descending} = order(), column = columns.find(one => one.key === by), collator = new Intl.Collator(state.lang === 'zh' ? 'zh-CN' : 'en');
    const compare = (x, y) => (typeof x === 'number' ? x - y : collator.compare(x, y));
    const rows = data.components.filter(row => cm.passes(row.id)).map(row => [row, column.value(row)]);
    return rows.sort(([, a], [, b]) => (descending ? -1 : 1) * compare(a, b)).map(([row]) => row);
  };
  const sortBy = key => {
    const {by, descending} = order();
    chosen = {by: key, descending: by === key ? !descending : columns.find(one => one.key === key).number === true};
    refresh();
    sheet.querySelector(`[data-sort="${key}"]`).focus();
  };
  const refresh = () => {
    if (state.view !== 'table') return;
    const {by, descending} = order();
    const head = columns.map(column => el('th', {
      scope: 'col', class: column.number ? 'number' : null,
      'aria-sort': column.key === by ? (descending ? 'descending' : 'ascending') : 'none',
    }, el('button', {type: 'button', 'data-sort': column.key, click: () => sortBy(column.key)}, say(column.word), cm.moved() && /^(stops|closers)$/.test(column.key) ? '*' : '')));
    const all = sorted(), body = all.slice(0, limit).map(row => el('tr', {'data-id': row.id, 'aria-current': state.selected === `component:${row.id}` ? 'true' : null},
      columns.map((column, at) => {
        const shown = column.show ? column.show(row) : column.value(row);
        return at === 0
          ? el('th', {scope: 'row'}, el('button', {type: 'button', class: 'go', click: () => cm.select(row.id)}, shown))
          : el('td', {class: column.number ? 'number' : null}, Array.isArray(shown) ? shown.flat() : String(shown));
      })));
    sheet.replaceChildren(el('table', {}, el('caption', {}, `${say('table_caption')}${state.lang === 'zh' ? '。' : '. '}${cm.outcomeWords()}`, cm.filterWords() ? ` ${cm.filterWords()}` : '', cm.moved() ? ` * ${cm.asWritten()}` : '', all.length > limit ? ` ${say('first_rows', {n: limit, all: all.length})}` : ''), el('thead', {}, el('tr', {}, head)), el('tbody', {}, body)), ...(all.length > limit ? [el('button', {type: 'button', class: 'more-rows', click: more}, say('more_rows', {n: Math.min(ROWS, all.length - limit)}))] : []));
  };
  const more = () => {
    const next = limit;
    limit += ROWS;
    refresh();
    sheet.querySelectorAll('tbody .go')[next].focus();
  };
  /* The same rows and columns as plain texts; signs that only repeat a word are left out. */
  const plain = shown => {
    const box = el('span', {}, shown);
    for (const node of box.querySelectorAll('[aria-hidden]')) node.remove();
    return box.textContent.replace(/\s+/g, ' ').trim();
  };
  const texts = () => ({
    head: columns.map(column => say(column.word)),
    rows: sorted().map(row => [row.id, ...columns.map(column => plain(column.show ? column.show(row) : String(column.value(row))))]),
  });
  Object.assign(cm, {refreshTable: refresh, tableRows: texts});
})(window.chainmap);
