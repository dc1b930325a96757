import { themes } from '@/contracts/ids';
import type { Language } from '@/contracts/text';
import { usePreferences } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import css from './person.module.css';

const languages: readonly { readonly id: Language; readonly name: string }[] = [
  { id: 'zh', name: '中文' },
  { id: 'en', name: 'English' },
];

/** Appearance and language; both at once, without a reload. */
export function PageLook() {
  const { say, language } = useWords();
  const theme = usePreferences((preferences) => preferences.theme);
  const setTheme = usePreferences((preferences) => preferences.setTheme);
  const setLanguage = usePreferences((preferences) => preferences.setLanguage);
  const setKiosk = usePreferences((preferences) => preferences.setKiosk);
  const w = words.frame;
  return (
    <div className={css['look']}>
      <div role="group" aria-label={say(w.person.theme)}>
        <h3>{say(w.person.theme)}</h3>
        {themes.map((id) => (
          <button key={id} type="button" aria-pressed={theme === id} onClick={() => setTheme(id)}>
            {say(w.theme[id])}
          </button>
        ))}
      </div>
      <div role="group" aria-label={say(w.person.language)}>
        <h3>{say(w.person.language)}</h3>
        {languages.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            lang={id}
            aria-pressed={language === id}
            onClick={() => setLanguage(id)}
          >
            {name}
          </button>
        ))}
      </div>
      <button type="button" aria-keyshortcuts="r" onClick={() => setKiosk(1)}>
        {say(w.kiosk)}
      </button>
    </div>
  );
}
