import TransparencyLog

/// The fields of an object, read with this room's error.
typealias CanonicalFields = CanonicalFieldReader<KeyholdingFault>

extension KeyholdingFault: MalformedFault {}
