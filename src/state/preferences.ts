import { createStore, type StoreApi } from 'zustand/vanilla';
import { themes, workspaceIds, type Theme, type WorkspaceId } from '@/contracts/ids';
import type { Language } from '@/contracts/text';

/** What a person has asked of the page itself. */
export interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
  readonly workspace: WorkspaceId;
  /** A wall’s rotation is on, so many times as fast as its program says; it is not kept between visits. */
  readonly kiosk: number | undefined;
  /** Until when alarms make no sound, Unix ms: a mute always ends by itself. */
  readonly mutedUntil: number;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setWorkspace: (workspace: WorkspaceId) => void;
  readonly mute: (until: number) => void;
  readonly setKiosk: (pace: number | undefined) => void;
}

/** Where preferences are kept between visits; a browser may refuse it. */
export type PreferenceStorage = Pick<Storage, 'getItem' | 'setItem'>;

type Kept = Pick<Preferences, 'theme' | 'language' | 'workspace' | 'mutedUntil'>;
const storageKey = 'jiangcheng.preferences';
const languages = ['zh', 'en'] as const satisfies readonly Language[];

/** Night and Chinese unless the person has asked otherwise; what the address bar says is set by the page on top. */
export function createPreferences(storage?: PreferenceStorage): StoreApi<Preferences> {
  const kept = recall(storage);
  return createStore<Preferences>()((set, get) => {
    const choose = (choice: Partial<Kept>): void => {
      set(choice);
      const { theme, language, workspace, mutedUntil } = get();
      keep(storage, { theme, language, workspace, mutedUntil });
    };
    return {
      theme: kept.theme ?? 'night',
      language: kept.language ?? 'zh',
      workspace: kept.workspace ?? 'operate',
      mutedUntil: kept.mutedUntil ?? 0,
      kiosk: undefined,
      setTheme: (theme) => choose({ theme }),
      setLanguage: (language) => choose({ language }),
      setWorkspace: (workspace) => choose({ workspace }),
      mute: (mutedUntil) => choose({ mutedUntil }),
      setKiosk: (kiosk) => set({ kiosk }),
    };
  });
}

function recall(storage: PreferenceStorage | undefined): {
  readonly [Key in keyof Kept]: Kept[Key] | undefined;
} {
  const told = parse(storage);
  return {
    theme: themes.find((one) => one === told['theme']),
    language: languages.find((one) => one === told['language']),
    workspace: workspaceIds.find((one) => one === told['workspace']),
    mutedUntil: typeof told['mutedUntil'] === 'number' ? told['mutedUntil'] : undefined,
  };
}

function parse(storage: PreferenceStorage | undefined): Readonly<Record<string, unknown>> {
  try {
    const told: unknown = JSON.parse(storage?.getItem(storageKey) ?? '{}');
    return typeof told === 'object' && told !== null ? { ...told } : {};
  } catch {
    return {};
  }
}

/** A full or forbidden storage costs a person the memory of a choice, never the choice. */
function keep(storage: PreferenceStorage | undefined, preferences: Kept): void {
  try {
    storage?.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    return;
  }
}
