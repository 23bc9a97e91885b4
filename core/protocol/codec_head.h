// What the orders and records of the office's API share. Any thread.
#pragma once

#include <cstddef>

#include "core/protocol/codec_reader.h"
#include "core/protocol/office.h"

namespace lobby::protocol::codec {

// Of a payment at its gateway, of a voucher, of a quote: as staff write it into a folio.
inline constexpr std::size_t reference_code_points = 120;

// REQUIRES: operation_id, actor and channel are among the node's fields.
CommandHead read_head(const Node& node);
guest::Company read_company(const Node& node);
office::Guardian read_guardian(const Node& node);

}  // namespace lobby::protocol::codec
