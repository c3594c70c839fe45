/** A failed call. `message` is a full sentence that can be shown to a learner as it is. */
export class EngineError extends Error {}
