import { useEffect, useState } from 'react';
import type { Scope } from '@/contracts/scope';
import { readScopes } from '@/feeds/cityScopes';
import { useCatalogue, useCity, useSigns } from '@/state/CityContext';

/** The name of the part of the city the board is of; its id until the names have come, or where they cannot be had. */
export function useScopeTitle(): Pick<Scope, 'id' | 'title'> {
  const city = useCity();
  const catalogue = useCatalogue();
  const id = useSigns((board) => board.scope);
  const [named, setNamed] = useState<Pick<Scope, 'id' | 'title'>>();
  useEffect(() => {
    let wanted = true;
    if (catalogue === undefined) return;
    readScopes(catalogue, city.query).then(
      (scopes) => {
        if (wanted) setNamed(scopes.find(id));
      },
      // The id stands for it.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [catalogue, city, id]);
  if (named?.id === id) return named;
  return { id, title: id === 'city' ? { zh: '全市', en: 'Whole city' } : { zh: id, en: id } };
}
