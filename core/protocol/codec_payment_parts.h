// The parts that a stored payment and the messages about it share.
// Any thread.
#pragma once

#include <string>

#include "core/payment/payment.h"
#include "core/protocol/codec_reader.h"

namespace lobby::protocol::codec {

// Printable ASCII without blanks, at most limits::payment_reference_bytes_max; may be empty.
std::string read_reference(const Node& node);
// Printable ASCII, at most limits::payment_qr_bytes_max; may be empty.
std::string read_qr_text(const Node& node);
// A sentence without what may be a card number (payment/card_number.h).
std::string read_reason(const Node& node);
// Each part is too short for a card number.
payment::CardSlip read_card_slip(const Node& node);
Json write_card_slip(const payment::CardSlip& card);
Json write_payment(const payment::Payment& payment);

}  // namespace lobby::protocol::codec
