// What the orders and records of the office's API share. Any thread.
#pragma once

#include <cstddef>
#include <string>

#include "core/protocol/codec_reader.h"
#include "core/protocol/office.h"

namespace lobby::protocol::codec {

// Of a payment at its gateway, of a voucher, of a quote: as staff write it into a folio.
inline constexpr std::size_t reference_code_points = 120;

// REQUIRES: operation_id, actor and channel are among the node's fields.
CommandHead read_head(const Node& node);
guest::Company read_company(const Node& node);
office::Guardian read_guardian(const Node& node);
// As it was typed; whether it can be a code is the register's question.
std::string read_voucher_code(const Node& node);

}  // namespace lobby::protocol::codec
