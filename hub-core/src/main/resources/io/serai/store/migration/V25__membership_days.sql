-- Size over time and flow between segments look for the changes of certain days.
ALTER TABLE membership_change ADD KEY (segment_id, changed_at);
