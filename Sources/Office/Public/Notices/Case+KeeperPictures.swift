import Traffic

extension Case {
  /// The pictures that the keeper sees: stills, each redacted. Clips are not shown, because nobody can be hidden in them.
  var keeperPictures: [Evidence.Item] { evidence.items.filter { $0.isPicture && $0.kind != .plate } }
}
