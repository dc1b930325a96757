/**
 * From metres above the 1985 national datum (what heights of hills are told in) to metres above the ellipsoid. EGM96 lies
 * between 16.3 and 12.0 m below the ellipsoid across the municipality and 14.65 m below it at the mouth of the Han; one
 * rounded value is taken everywhere, because the surface it is added to is a sketch with larger errors than that, and the
 * relief's provenance says so. It also makes the plain, 23 m, the 8.4 m the whole base is built for. What is imported is
 * brought to the ellipsoid place by place instead (import/vertical).
 */
export const undulationM = -14.6;

/** The plain the city stands on, metres above the 1985 datum. */
export const plainM = 23;

export const toEllipsoid = (metres1985: number): number => metres1985 + undulationM;
