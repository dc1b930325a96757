import { Cartesian3, PointPrimitiveCollection, type PointPrimitive } from 'cesium';
import type { MakePeer } from './page';

export const primitivePeer: MakePeer = (widget, positions, colours) => {
  const collection = new PointPrimitiveCollection();
  const points: PointPrimitive[] = [];
  for (let index = 0; index < positions.length / 3; index += 1) {
    points.push(
      collection.add({
        position: new Cartesian3(positions[index * 3], positions[index * 3 + 1], positions[index * 3 + 2]),
        pixelSize: 2,
        color: colours[0]!,
      }),
    );
  }
  widget.scene.primitives.add(collection);
  return {
    update: (index, position, colour) => {
      const point = points[index]!;
      point.position = position;
      point.color = colours[colour]!;
    },
  };
};
