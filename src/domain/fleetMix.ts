import type { FleetKind } from '@/contracts/fleet';
import fleetFile from '@data/fleet.json';

/** The kinds of devices the simulated fleet is made of; a test parses the file with its schema. */
export const fleetMix = fleetFile as readonly FleetKind[];
