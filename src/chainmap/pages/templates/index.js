/* The brief's only script: language and theme. Without it the page reads in one language. */
'use strict';
(() => {
  const root = document.documentElement, body = document.body;
  const first = root.dataset.lang;
  const THEMES = ['auto', 'light', 'dark'];
  const show = lang => {
    root.dataset.lang = lang;
    root.lang = lang === 'zh' ? 'zh-CN' : 'en';
    document.title = lang === 'zh' ? body.dataset.titleZh : body.dataset.titleEn;
    for (const link of document.querySelectorAll('a[data-map]')) {
      const [page, hash = ''] = link.getAttribute('href').split('#');
      const parts = hash.split('&').filter(part => part && !part.startsWith('l='));
      if (lang !== first) parts.push(`l=${lang}`);
      link.setAttribute('href', page + (parts.length ? `#${parts.join('&')}` : ''));
    }
  };
  document.querySelector('.tools').hidden = false;
  document.getElementById('language').addEventListener('click', () => {
    const lang = root.dataset.lang === 'zh' ? 'en' : 'zh';
    show(lang);
    history.replaceState(null, '', lang === first ? location.pathname + location.search : `#${lang}`);
  });
  document.getElementById('theme').addEventListener('click', () => {
    root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
  });
  const asked = location.hash.slice(1);
  if (['en', 'zh'].includes(asked)) show(asked);
  root.dataset.ready = 'yes';
})();
