import type { BridgeBuild, BridgeRecord } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { Provenance } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';

/** What is known of a crossing; its axis and pylons are worked out against the river (see crossings.ts). */
export interface CrossingFacts {
  readonly id: string;
  readonly name: Text;
  readonly river: BridgeRecord['river'];
  /** The channel a Yangtze bridge stands square to, where not the main axis. */
  readonly channel?: 'south';
  readonly kind: BridgeRecord['kind'];
  readonly structure: string;
  readonly year?: number;
  readonly lengthM?: number;
  readonly spanM?: number;
  readonly at: LonLat;
  readonly accuracyM: number;
  readonly widthM: number;
  /** Metres from the middle of the water along the deck, and top in ellipsoidal metres. */
  readonly pylons: readonly (readonly [offset: number, topM: number])[];
  /** Ellipsoidal metres of the road over the water, where not the usual of its river. */
  readonly deckM?: number;
  /** A tunnel that follows a metro line: the stations on either side and the known point between. */
  readonly through?: readonly LonLat[];
  readonly build?: BridgeBuild;
  readonly provenance: Provenance;
}
