/*
 * The file to send: each page stands here compressed and opens in a frame when it is first asked for. Language and
 * theme are one for all pages. The address carries a page and, behind "&", what that page itself puts in its address:
 * #map&n=gpu. Without script, or in a browser that cannot unpack, the brief stands here as it is; it also prints.
 */
'use strict';
(() => {
  if (typeof DecompressionStream === 'undefined') {
    document.getElementById('share-unreadable').hidden = false;
    document.documentElement.dataset.ready = 'no';
    return;
  }
  const root = document.documentElement, at = id => document.getElementById(id);
  const tabs = [...document.querySelectorAll('#share-tabs [role="tab"]')];
  const pages = tabs.map(tab => tab.dataset.page);
  const THEMES = ['auto', 'light', 'dark'];
  const frames = new Map(), hashes = new Map();
  const looks = {lang: root.dataset.lang, theme: root.dataset.theme};
  let current = null, settled = false;

  const unpack = async page => {
    const packed = atob(at(`share-page-${page}`).textContent);
    const bytes = new Uint8Array(packed.length);
    for (let place = 0; place < bytes.length; place += 1) bytes[place] = packed.charCodeAt(place);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return JSON.parse(await new Response(stream).text());
  };
  /* Only frames of this page know the token, and only this page tells it to them. */
  const token = String(crypto.getRandomValues(new Uint32Array(4)));
  const send = (page, message) => frames.get(page)?.contentWindow?.postMessage({token, ...message}, '*');

  const fromAddress = () => {
    const [page, ...parts] = window.location.hash.slice(1).split('&');
    return pages.includes(page) ? [page, parts.join('&')] : [pages[0], ''];
  };
  const toAddress = () => {
    const hash = [current, hashes.get(current)].filter(Boolean).join('&');
    const address = hash === pages[0] ? '' : `#${hash}`;
    if (address !== window.location.hash) {
      try {
        window.history.replaceState(null, '', window.location.href.split('#')[0] + address);
      } catch { /* a preview may have no address to change */ }
    }
  };
  const put = () => {
    const language = looks.lang === 'zh' ? 'zh' : 'en';
    root.dataset.lang = language;
    root.lang = language === 'zh' ? 'zh-CN' : 'en';
    root.dataset.theme = looks.theme;
    document.title = document.body.dataset[language];
    at('share-tabs').setAttribute('aria-label', at('share-tabs').dataset[language]);
    for (const [page, frame] of frames) frame.title = at(`share-panel-${page}`).dataset[language];
  };
  const wish = () => {
    put();
    for (const page of frames.keys()) send(page, {chainmap: 'wish', ...looks});
  };

  const open = async (page, hash) => {
    const frame = document.createElement('iframe');
    frames.set(page, frame);
    hashes.set(page, hash || '');
    frame.name = JSON.stringify({hash: hash || '', tabs: page, token});
    put();
    frame.srcdoc = await unpack(page);
    at(`share-panel-${page}`).append(frame);
  };
  const show = (page, hash, focus) => {
    current = page;
    for (const tab of tabs) {
      const chosen = tab.dataset.page === page;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      at(tab.getAttribute('aria-controls')).hidden = !chosen;
    }
    if (!frames.has(page)) open(page, hash);
    else if (hash) send(page, {chainmap: 'go', hash});
    if (focus) frames.get(page).focus();
    toAddress();
  };

  window.addEventListener('message', event => {
    const told = event.data;
    if (!told || told.token !== token || !frames.has(told.from)) return;
    const page = told.from;
    if (typeof told.hash === 'string') hashes.set(page, told.chainmap === 'open' ? hashes.get(page) : told.hash);
    if (told.chainmap === 'ready') {
      /* The first page may have been sent with a language of its own in its address; the others follow it. */
      if (settled) send(page, {chainmap: 'wish', ...looks});
      else if (told.lang !== looks.lang) Object.assign(looks, {lang: told.lang});
      settled = true;
      put();
      root.dataset.ready = 'yes';
    } else if (told.chainmap === 'looks' && page === current) {
      if (told.lang === looks.lang && told.theme === looks.theme) return;
      Object.assign(looks, {lang: told.lang === 'zh' ? 'zh' : 'en', theme: THEMES.includes(told.theme) ? told.theme : 'auto'});
      wish();
    } else if (told.chainmap === 'open' && typeof told.page === 'string') {
      const asked = told.page.replace(/\.html$/, '');
      if (pages.includes(asked)) show(asked, told.hash, true);
      else if (asked.startsWith('brief')) window.print();
      return;
    }
    if (page === current) toAddress();
  });

  for (const tab of tabs) tab.addEventListener('click', () => show(tab.dataset.page, ''));
  at('share-tabs').addEventListener('keydown', event => {
    const place = tabs.indexOf(document.activeElement);
    const next = {ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1}[event.key];
    if (next === undefined || place < 0) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    show(tab.dataset.page, '');
    tab.focus();
  });
  at('share-print').addEventListener('click', () => window.print());
  at('share-language').addEventListener('click', () => {
    looks.lang = looks.lang === 'zh' ? 'en' : 'zh';
    wish();
  });
  at('share-theme').addEventListener('click', () => {
    looks.theme = THEMES[(THEMES.indexOf(looks.theme) + 1) % THEMES.length];
    wish();
  });
  window.addEventListener('hashchange', () => {
    const [page, hash] = fromAddress();
    if (page !== current || hash !== hashes.get(page)) show(page, hash);
  });
  root.dataset.tabs = 'yes';
  show(...fromAddress());
})();
