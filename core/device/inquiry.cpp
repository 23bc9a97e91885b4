// Paths, and answers read.
#include "core/device/inquiry.h"

#include <utility>

#include "core/device/reply.h"
#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"

namespace lobby::device {
namespace {

using Answer = Result<InquiryAnswer>;

// Percent-encoded (RFC 3986 §2.1) but for unreserved characters.
std::string query_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

std::string path_of(BookingId booking, std::string_view what) {
  return "/v1/bookings/" + booking.text() + std::string(what);
}

class Inquirer {
 public:
  explicit Inquirer(port::Transport& server) : server_(server) {}

  Answer operator()(const FindByCode& find) {
    return found("code=" + query_text(find.code) + "&phone=" + query_text(find.phone));
  }
  Answer operator()(const FindByTicket& find) {
    return found("ticket=" + query_text(find.ticket_text));
  }
  Answer operator()(const AskCancellation& ask) {
    const Result<std::string> body = got(path_of(ask.booking, "/cancellation"));
    if (!body) {
      return body.error();
    }
    return answer_of(protocol::cancellation_offer_from(*body));
  }
  Answer operator()(const CancelBooking& cancel) {
    const Result<std::string> body =
        body_of(server_.post(path_of(cancel.booking, "/cancellation"),
                             protocol::to_json(cancel.order), inquiry_timeout));
    if (!body) {
      return body.error();
    }
    return answer_of(protocol::ended_booking_from(*body));
  }

 private:
  Answer found(const std::string& query) {
    const Result<std::string> body = got("/v1/bookings/find?" + query);
    if (!body) {
      return body.error();
    }
    Result<booking::Booking> booking = protocol::booking_from(*body);
    if (!booking) {
      return booking.error();
    }
    const Result<std::string> sums = got(path_of(booking->id, "/folio"));
    if (!sums) {
      return sums.error();
    }
    Result<booking::Folio> folio = protocol::folio_from(*sums);
    if (!folio) {
      return folio.error();
    }
    return InquiryAnswer(FoundBooking{*std::move(booking), *std::move(folio)});
  }

  Result<std::string> got(const std::string& path) {
    return body_of(server_.get(path, inquiry_timeout));
  }

  template <class T>
  static Answer answer_of(Result<T> read) {
    return read ? Answer(InquiryAnswer(*std::move(read))) : Answer(read.error());
  }

  port::Transport& server_;
};

}  // namespace

Result<InquiryAnswer> inquire(port::Transport& server, const Inquiry& inquiry) {
  return std::visit(Inquirer(server), inquiry);
}

}  // namespace lobby::device
