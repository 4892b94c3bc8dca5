// The version of everything that two sides must agree on: schemas, messages, the step.
// Owns: one number. Raise it with every change that an old client would misread or mispredict.
export const PROTOCOL_VERSION = 6;
