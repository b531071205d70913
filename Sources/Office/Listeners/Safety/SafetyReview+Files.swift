import DurableFiles
import Foundation

extension SafetyReview {
  /// Secrets are their owner's alone, and what browsers are handed nobody else may change.
  var files: [UnsafeState] { secrets + folders }

  private var secrets: [UnsafeState] {
    facts.secrets.compactMap { secret in
      guard let fault = secret.fault else { return nil }
      return UnsafeState(secret.key, "\(secret.path):", "\(fault)")
    }
  }

  private var folders: [UnsafeState] {
    var found: [UnsafeState] = []
    if let data = facts.data, data.mode & 0o077 != 0 {
      found.append(
        UnsafeState("data", "\(configuration.data.path) can be looked into by others (mode \(String(data.mode, radix: 8))).", "`chmod 700` it."))
    }
    if let data = facts.data, data.owner != facts.user {
      found.append(
        UnsafeState(
          "data", "\(configuration.data.path) belongs to the user with number \(data.owner), and this program runs as \(facts.user).",
          "`chown` it, or run as the user whose it is."))
    }
    if let file = facts.changeableWebFile {
      found.append(UnsafeState("web.folder", "\(file) can be changed by anybody on this machine, and browsers would run it.", "`chmod -R o-w` the folder."))
    }
    return found
  }

  /// A server that strangers can reach is not to hold the keys to the whole machine.
  var program: [UnsafeState] {
    guard facts.user == 0, !exposed.isEmpty else { return [] }
    return [UnsafeState("listen", "this program runs as root, and other machines can reach it.", "Run it as a user of its own; the packaged service does.")]
  }
}
