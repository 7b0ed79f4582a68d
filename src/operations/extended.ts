/** `base` with further or replaced properties. It inherits from `base` instead of copying two dozen properties per request. */
export const extended = <Base extends object, Own extends object>(base: Base, own: Own): Base & Own =>
  Object.assign(Object.create(base) as Base, own);
