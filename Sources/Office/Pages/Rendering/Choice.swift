/// One option of a filter or a check box.
struct Choice: Sendable, Hashable {
  var value: String
  var label: String
  var isSelected: Bool

  init(_ value: String, _ label: String, isSelected: Bool = false) {
    self.value = value
    self.label = label
    self.isSelected = isSelected
  }
}
