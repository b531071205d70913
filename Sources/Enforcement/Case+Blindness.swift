public import Traffic

extension Case {
  /// The readings that a person may see: the machines' always, their own entry once they made it, and everybody's once the case no longer
  /// waits for a second pair of eyes. A supervisor who decides between two reviewers sees both.
  public func plateShown(to reviewer: Reviewer) -> [PlateRead] {
    pass.reads.filter { $0.reader != .person } + shown(reviews, to: reviewer).compactMap(\.plateRead)
  }

  /// The case without what this person must not see yet: the plates of other reviewers while it waits for a second review.
  ///
  /// Pages are written from this, so that no template can give away what it was never handed.
  public func seen(by reviewer: Reviewer) -> Case {
    var seen = self
    let visible = Set(shown(reviews, to: reviewer))
    seen.reviews = reviews.map { review in
      guard !visible.contains(review) else { return review }
      var blinded = review
      blinded.plate = nil
      blinded.note = nil
      return blinded
    }
    seen.pass.reads = pass.reads.filter { $0.reader != .person }
    return seen
  }

  private func shown(_ reviews: [Review], to reviewer: Reviewer) -> [Review] {
    switch state {
    case .received, .integrityFailed, .queued, .firstReview, .secondReview:
      reviews.filter { $0.reviewer == reviewer.id }
    case .thirdReview:
      canBeReviewed(by: reviewer) ? reviews : reviews.filter { $0.reviewer == reviewer.id }
    default:
      reviews
    }
  }
}

extension Case.Review {
  /// The reviewer's entry as a reading.
  fileprivate var plateRead: PlateRead? {
    plate.map { PlateRead(reader: .person, raw: $0.text, plate: $0, confidence: 1) }
  }
}
