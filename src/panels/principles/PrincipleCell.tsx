import { useEffect, useState } from 'react';
import { layerOf } from '@/layers';
import type { SheetRow } from '@/scene/layer';
import { chosenPrinciple } from '@/state/chosenPrinciple';
import { useCity, useScene } from '@/state/CityContext';
import { principleBoard } from '@/state/principleBoard';
import { SheetRows } from '../SheetRows';

/** A cell by the principle chosen: told anew with every map, and when another principle is chosen. */
export default function PrincipleCell({
  id,
  rows,
}: {
  readonly id: string;
  readonly rows: readonly SheetRow[];
}) {
  const city = useCity();
  const principle = useScene(({ layers }) => chosenPrinciple(layers.principles));
  const [told, setTold] = useState(rows);
  useEffect(() => {
    let wanted = true;
    let undo = (): void => undefined;
    const tell = () =>
      void layerOf('principles')
        ?.describe?.(id, city)
        .then((sheet) => {
          if (wanted && sheet !== undefined) setTold(sheet.rows);
        });
    void principleBoard(city).then((board) => {
      if (wanted) undo = board.follow(principle, tell);
    });
    tell();
    return () => {
      wanted = false;
      undo();
    };
  }, [city, id, principle]);
  return <SheetRows rows={told} />;
}
