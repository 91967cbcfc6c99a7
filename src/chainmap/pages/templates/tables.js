/* Tables of the pages to read: heads sort, one choice filters by target. Without it every row is shown. */
'use strict';
(() => {
  const root = document.documentElement, {parts, remember} = window.chainmap;
  const rows = table => [...table.tBodies[0].rows];
  const cell = (row, at) => row.cells[at];
  const value = one => (one.dataset.value === undefined ? one.innerText.trim() : one.dataset.value);
  const sort = (table, at, up) => {
    const collator = new Intl.Collator(root.lang, {numeric: true});
    const order = (a, b) => {
      const x = value(cell(a, at)), y = value(cell(b, at)), numbers = x !== '' && y !== '' && !Number.isNaN(+x) && !Number.isNaN(+y);
      return (numbers ? x - y : collator.compare(x, y)) * (up ? 1 : -1);
    };
    table.tBodies[0].append(...rows(table).sort(order));
  };
  for (const table of document.querySelectorAll('table[data-sortable]')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        sort(table, at, up);
      });
    });
  }

  const choice = document.getElementById('only');
  if (!choice) return;
  const word = () => {
    for (const option of choice.options) option.textContent = option.dataset[root.dataset.lang] || option.dataset.en;
  };
  const filter = () => {
    for (const table of document.querySelectorAll('table')) {
      const own = rows(table).filter(row => row.dataset.target !== undefined);
      if (!own.length) continue;
      for (const row of own) row.hidden = choice.value !== '' && row.dataset.target !== choice.value;
      const empty = own.every(row => row.hidden), block = table.closest('.scroll') || table;
      table.hidden = empty;
      if (block.nextElementSibling && block.nextElementSibling.matches('[data-empty]')) block.nextElementSibling.hidden = !empty;
    }
  };
  choice.closest('[hidden]').hidden = false;
  choice.addEventListener('change', () => {
    filter();
    const kept = parts(location.href).filter(part => !part.startsWith('t='));
    remember(choice.value ? [...kept, `t=${encodeURIComponent(choice.value)}`] : kept);
  });
  document.addEventListener('languagechange', word);
  const read = () => {
    const given = parts(location.href).find(part => part.startsWith('t='));
    let asked = '';
    try { asked = given ? decodeURIComponent(given.slice(2)) : ''; } catch { asked = ''; }
    choice.value = [...choice.options].some(option => option.value === asked) ? asked : '';
    filter();
  };
  window.addEventListener('hashchange', read);
  word();
  read();
})();
