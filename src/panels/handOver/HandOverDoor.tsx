import { ClipboardPen } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { usePreferences } from '@/state/CityContext';
import { useWords, words } from '@/state/words';

const HandOverDialog = lazy(() => import('./HandOverDialog'));

/** Where one types, chooses or stands in a dialog, a letter is no shortcut. */
const elsewhere = 'input, textarea, select, [role="dialog"], [role="listbox"]';

/** Opens the hand-over from the operators' workspace, by its button or by O. */
export function HandOverDoor() {
  const { say } = useWords();
  const offered = usePreferences(({ workspace, kiosk }) => workspace === 'operate' && kiosk === undefined);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!offered) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() !== 'o') return;
      if (event.target instanceof Element && event.target.closest(elsewhere) !== null) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [offered]);
  if (!offered && !open) return null;
  return (
    <>
      <button
        type="button"
        data-kind="quiet"
        aria-keyshortcuts="O"
        aria-label={say(words.frame.handOver)}
        title={say(words.frame.handOver)}
        onClick={() => setOpen(true)}
      >
        <ClipboardPen size="1rem" aria-hidden="true" />
      </button>
      {open && (
        <Suspense fallback={null}>
          <HandOverDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
