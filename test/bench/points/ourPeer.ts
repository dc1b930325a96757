import { createPoints } from '@/scene/points';
import type { MakePeer } from './page';

export const ourPeer: MakePeer = (widget, positions, colours) => {
  const points = createPoints({
    positions,
    looks: colours.map((colour) => ({ colour, size: 2, outlineColour: colour, outlineWidth: 0 })),
  });
  widget.scene.primitives.add(points.primitive);
  return {
    update: (index, position, colour) => {
      points.move(index, position);
      points.paint(index, colour);
    },
  };
};
