/** What grades where no server does: nothing here; the build of a site that is only files writes it anew. */
export const STAND_IN = null;
