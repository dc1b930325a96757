import { Cartesian3, ConstantPositionProperty, ConstantProperty, Entity } from 'cesium';
import type { MakePeer } from './page';

export const entityPeer: MakePeer = (widget, positions, colours) => {
  const { entities } = widget;
  const places: ConstantPositionProperty[] = [];
  const paints: ConstantProperty[] = [];
  entities.suspendEvents();
  for (let index = 0; index < positions.length / 3; index += 1) {
    const place = new ConstantPositionProperty(
      new Cartesian3(positions[index * 3], positions[index * 3 + 1], positions[index * 3 + 2]),
    );
    const paint = new ConstantProperty(colours[0]!);
    places.push(place);
    paints.push(paint);
    entities.add(new Entity({ position: place, point: { pixelSize: 2, color: paint } }));
  }
  entities.resumeEvents();
  return {
    update: (index, position, colour) => {
      places[index]!.setValue(position);
      paints[index]!.setValue(colours[colour]!);
    },
  };
};
