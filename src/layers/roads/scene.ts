import type { AttachLayer } from '@/scene/layer';

export const attach: AttachLayer = async ({ ground }, view) => {
  const count = await ground.count('streets');
  ground.show('streets', view);
  return {
    apply: (next) => ground.show('streets', next),
    count: () => count,
    destroy: () => ground.show('streets', { visible: false, opacity: 0 }),
  };
};
