import Access
import HTTPTypes

/// What each address of the office may show to whom, written by hand and from nothing that the office has of it, so that a gate that changes is
/// seen here. `Documentation/roles.md` shows the same table.
enum WalkTable {
  struct Line: Sendable, Hashable {
    var method: HTTPRequest.Method
    var path: String
    /// `nil` for everybody, signed in or not.
    var roles: Set<Role>?
    /// Whether what the address names lies in a region, so that it is not there for who works elsewhere.
    var isOfRegion: Bool

    var name: String { "\(method.rawValue) \(path)" }
  }

  private static let letters: [Character: Role] = [
    "o": .officer, "s": .supervisor, "d": .dispatcher, "i": .investigator, "a": .auditor, "m": .administrator,
  ]

  /// Method, address, roles by their letters (officer, supervisor, dispatcher, investigator, auditor, m for administrator) or `anyone`.
  static let text = """
    GET  /sign-in                          anyone
    GET  /enter                            anyone
    POST /enter                            anyone
    GET  /sign-in/agency                   anyone
    GET  /sign-in/agency/return            anyone
    POST /sign-in/options                  anyone
    POST /sign-in/passkey                  anyone
    POST /enter/options                    anyone
    POST /enter/passkey                    anyone
    GET  /recover                          anyone
    POST /recover                          anyone
    GET  /.well-known/security.txt         anyone
    GET  /account                          osdiam
    POST /account/passkeys/options         osdiam
    POST /account/passkeys                 osdiam
    POST /account/passkeys/{id}/rename     osdiam
    POST /account/passkeys/{id}/revoke     osdiam
    POST /account/sessions/end-others      osdiam
    POST /account/sessions/{id}/end        osdiam
    POST /account/recovery                 osdiam
    POST /account/recovery/confirm         osdiam
    POST /account/recovery/remove          osdiam
    POST /leave                            anyone
    GET  /healthz                          anyone
    GET  /static/**                        anyone
    GET  /                                 osdiam
    GET  /data/statistics                  osdiam
    GET  /events                           osdiam
    GET  /live                             osd---
    GET  /queue                            os-i--
    GET  /cases/{id}                       os-i--  region
    GET  /cases/{id}/media/{item}          os-i--  region
    GET  /cases/{id}/media/{item}/original -s----  region
    GET  /cases/{id}/plate                 os-i--  region
    POST /cases/{id}/approve               os----  region
    POST /cases/{id}/reject                os----  region
    POST /cases/{id}/notice                os----  region
    POST /cases/{id}/hold                  -s----  region
    POST /cases/{id}/lift                  -s----  region
    GET  /notices                          os-i--
    GET  /notices/{number}                 os-i--  region
    GET  /notices/{number}/media/{item}    os-i--  region
    GET  /notices/{number}/plate           os-i--  region
    GET  /hits                             -sd---
    GET  /hits/{id}                        -sd---  region
    GET  /hits/{id}/plate                  -sd---  region
    GET  /hits/{id}/still                  -sd---  region
    POST /hits/{id}/decide                 -sd---  region
    GET  /warrants                         -s-i--
    GET  /warrants/new                     ---i--
    GET  /warrants/{id}                    -s-i--  region
    GET  /warrants/{id}/state              -s-i--  region
    GET  /warrants/{id}/hits               ---i--  region
    POST /warrants                         ---i--
    POST /warrants/key                     -s-i--
    POST /warrants/{id}/approve            -s-i--  region
    POST /warrants/{id}/refuse             -s-i--  region
    POST /warrants/{id}/release            ---i--  region
    GET  /map                              osd--m
    GET  /cameras                          osd--m
    GET  /data/cameras                     osd--m
    POST /cameras/{id}/revoke              -----m  region
    GET  /cameras/{id}/marks               -s----  region
    GET  /cameras/{id}/frame               -s----  region
    GET  /data/cameras/{id}/watch          -s----  region
    POST /cameras/{id}/marks               -s----  region
    POST /cameras/{id}/marks/remove        -s----  region
    GET  /unparsed                         os----
    GET  /unparsed/{id}                    os----  region
    GET  /unparsed/{id}/body               os----  region
    POST /unparsed/{id}/dismiss            os----  region
    GET  /people                           -----m
    POST /people                           -----m
    POST /people/{id}/link                 -----m  region
    POST /people/{id}/roles                -----m  region
    POST /people/{id}/scope                -----m  region
    POST /people/{id}/disable              -----m  region
    POST /people/{id}/enable               -----m  region
    POST /people/{id}/revoke-passkeys      -----m  region
    GET  /audit                            ----a-
    GET  /audit/{id}                       ----a-
    GET  /audit/{id}/proof                 ----a-
    GET  /audit/sample                     ----a-
    POST /audit/{id}/assess                ----a-
    GET  /audit/weeks                      ----a-
    POST /audit/weeks/{id}/sign            ----a-
    GET  /audit/export                     ----a-
    """

  static let lines: [Line] = text.split(separator: "\n").map { line in
    let words = line.split(separator: " ").map(String.init)
    return Line(
      method: HTTPRequest.Method(rawValue: words[0])!, path: words[1],
      roles: words[2] == "anyone" ? nil : Set(words[2].compactMap { letters[$0] }), isOfRegion: words.count > 3)
  }
}
