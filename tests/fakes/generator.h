// Arbitrary values of the protocol from a seed: everything the codec must carry, with texts in
// several scripts and numbers at the ends of their ranges. They need not make sense together.
// One thread.
#pragma once

#include <string>

#include "core/booking/quote_record.h"
#include "core/protocol/enrolment.h"
#include "core/protocol/feed.h"
#include "core/protocol/operation.h"
#include "core/protocol/renewal.h"
#include "core/protocol/seal.h"
#include "tests/fakes/seeded_entropy.h"

namespace lobby::tests {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  booking::Booking booking();
  protocol::Operation operation();
  protocol::OperationReply reply();
  protocol::Batch batch();
  protocol::BatchReply batch_reply();
  protocol::FeedItem feed_item();
  protocol::FeedPage feed_page();
  protocol::EnrolRequest enrol_request();
  protocol::EnrolReply enrol_reply();
  protocol::EpochRequest epoch_request();
  protocol::EpochReply epoch_reply();
  protocol::RenewRequest renew_request();
  protocol::RenewReply renew_reply();
  protocol::SealContent seal_content();
  booking::QuoteRecord quote_record();
  Error error();

 private:
  template <class IdType>
  IdType id() {
    IdBytes bytes{};
    random_.fill(bytes);
    return IdType(bytes);
  }
  template <class SlugType>
  SlugType slug();
  template <std::size_t N>
  std::array<std::uint8_t, N> bytes() {
    std::array<std::uint8_t, N> out{};
    random_.fill(out);
    return out;
  }
  std::int32_t number(std::int32_t least, std::int32_t most);
  std::string line(std::size_t code_points_max);
  std::string text(std::size_t bytes_max);
  UtcTime time();
  LocalDate date();
  Money money();
  booking::Window window();
  inventory::Slot slot();
  booking::Selection selection();
  booking::QuoteLine quote_line();
  booking::QuoteTerms terms();
  booking::Quote quote();
  booking::ResolvedPolicy policy();
  protocol::AdmissionId admission_id();
  std::vector<inventory::SlotUnits> units();
  protocol::PlaceBooking place_booking();
  protocol::Payload payload();
  protocol::BookingNotice booking_notice();

  SeededEntropy random_;
};

}  // namespace lobby::tests
