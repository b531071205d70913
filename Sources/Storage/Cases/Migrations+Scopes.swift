extension Migrations {
  /// Hits are asked for by site since people's work may be limited to some.
  static let scopes = "CREATE INDEX hits_site ON hits (site, decision);"
}
