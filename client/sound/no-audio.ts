// Lets zzfx load where there is no WebAudio: it makes an AudioContext as it is loaded, and a worker has none.
// Owns: the stand-in. Must not: be loaded by the page.

Object.assign(globalThis, { AudioContext: class {} });
