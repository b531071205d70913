/// How much one request may hold. Generous for what cameras send (three 4K stills in base64), tight for what would only hurt.
public enum BodyLimits {
  /// The whole body, in bytes.
  public static let bodyBytes = 32 * 1024 * 1024
  /// Parts of a multipart body.
  public static let parts = 16
  /// Header bytes of one part.
  static let partHeaderBytes = 8 * 1024
  /// Objects and arrays inside each other in JSON.
  public static let jsonDepth = 64
  /// Elements inside each other in XML.
  public static let xmlDepth = 32
  /// JSON outside of its strings, in bytes. Pictures are strings; what remains of real messages is below 100 kB, and a decoder needs many
  /// times as much memory for it.
  static let jsonStructureBytes = 2 * 1024 * 1024
  /// An XML document, in bytes. Real alerts have 2 to 6 kB; pictures never travel inside.
  static let xmlBytes = 256 * 1024
  /// One XML tag, in bytes. Parsers compare each attribute with each other one, so that tags must not grow long.
  static let xmlTagBytes = 4 * 1024
  /// A value that people read, such as a make or a vendor's name for a violation, in characters.
  static let textCharacters = 200
  /// Other readings of one plate.
  static let candidates = 32
}
