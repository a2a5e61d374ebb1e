using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Chat.Core;

public static partial class Markup
{
    private static MarkdownParserContext ContextOf(Roll roll) => new() { Properties = { [typeof(Roll)] = roll } };

    /// <summary>An @ with the name of somebody on the roll. Code never comes here, and links are left out when they are written.</summary>
    private sealed class MentionParser : InlineParser
    {
        public MentionParser() => OpeningCharacters = ['@'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (processor.Context?.Properties[typeof(Roll)] is not Roll roll || !Calls.MayFollow(slice.PeekCharExtra(-1)))
                return false;
            if (roll.CalledBy(slice.AsSpan()[1..]) is not { } call)
                return false;

            processor.Inline = new MentionInline(call.Who, slice.AsSpan()[..(call.Length + 1)].ToString());
            slice.Start += call.Length + 1;
            return true;
        }
    }

    private sealed class MentionInline(Callee who, string typed) : LeafInline
    {
        public Callee Who => who;

        public string Typed => typed;
    }

    /// <summary>Who was called: just those whose call was written.</summary>
    private sealed class Called
    {
        private readonly HashSet<long> people = [];
        private bool room;
        private bool here;

        public Calls Calls => people.Count == 0 && !room && !here ? Calls.None : new Calls(people, room, here);

        public void Add(Callee who)
        {
            room |= who == Callee.Room;
            here |= who == Callee.Here;
            if (who.Person > 0)
                people.Add(who.Person);
        }
    }

    /// <summary>
    /// The same for every reader: whether it calls the reader is decided by the style sheet of the page, from data-person
    /// and data-all. Within a link it is the link's words.
    /// </summary>
    private sealed class MentionRenderer(Anchor anchor, Called called) : HtmlObjectRenderer<MentionInline>
    {
        protected override void Write(HtmlRenderer renderer, MentionInline obj)
        {
            if (anchor.IsOpen)
            {
                renderer.WriteEscape(obj.Typed);
                return;
            }

            called.Add(obj.Who);
            if (obj.Who.Person > 0)
                renderer.Write($"<a class=\"mention\" data-person=\"{obj.Who.Person}\" href=\"/people/{obj.Who.Person}\">@{Escape(obj.Who.Name)}</a>");
            else
                renderer.Write($"<span class=\"mention\" data-all=\"{obj.Who.Name}\">@{obj.Who.Name}</span>");
        }
    }
}
