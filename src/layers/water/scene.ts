import type { AttachLayer } from '@/scene/layer';

export const attach: AttachLayer = async ({ ground }, view) => {
  const count = await ground.count('water');
  ground.show('water', view);
  return {
    apply: (next) => ground.show('water', next),
    count: () => count,
    destroy: () => ground.show('water', { visible: false, opacity: 0 }),
  };
};
