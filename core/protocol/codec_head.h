// What the orders of the office's API share. Any thread.
#pragma once

#include "core/protocol/codec_reader.h"
#include "core/protocol/office.h"

namespace lobby::protocol::codec {

// REQUIRES: operation_id, actor and channel are among the node's fields.
CommandHead read_head(const Node& node);
guest::Company read_company(const Node& node);

}  // namespace lobby::protocol::codec
