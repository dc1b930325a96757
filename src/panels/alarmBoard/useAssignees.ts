import { useEffect, useState } from 'react';
import { useCity, useSession } from '@/state/CityContext';

export interface Assignees {
  readonly people: readonly string[];
  /** Why the list did not come. */
  readonly trouble: string | undefined;
}

/** Who can be given an alarm; oneself, where the list does not come. */
export function useAssignees(): Assignees {
  const city = useCity();
  const { user } = useSession();
  const [told, setTold] = useState<{ readonly people?: readonly string[]; readonly trouble?: string }>({});
  useEffect(() => {
    let gone = false;
    void city.query.assignees().then((answer) => {
      if (gone) return;
      if (answer.ok) setTold({ people: answer.value.items.map((one) => one.user) });
      else setTold({ trouble: answer.detail });
    });
    return () => {
      gone = true;
    };
  }, [city, user]);
  return { people: told.people ?? (user === null ? [] : [user]), trouble: told.trouble };
}
