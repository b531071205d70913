import WebReception

/// The button that leads to the agency's provider.
struct AgencyButton: Sendable {
  var agency: String
  var address: String

  /// - Parameter next: where somebody wanted to go.
  init(_ configuration: Configuration.Agency, next: String?) {
    agency = configuration.name
    var fields = FormFields()
    fields.set("next", to: EntranceRoutes.localPath(next))
    address = fields.pairs.isEmpty ? AgencyRoutes.path : "\(AgencyRoutes.path)?\(fields.urlEncoded)"
  }
}
