/** The one feature of an entry that holds no things of its own: all of it. */
export const whole = 'all';
