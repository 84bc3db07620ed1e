import core.gated
import core.models.texts
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import modelcluster.fields
import modelsearch.index
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActorReviewTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': "organisation's review",
                'verbose_name_plural': "organisations' reviews",
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='Actor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('live', models.BooleanField(default=False, editable=False)),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Made from the name if left empty.', max_length=80, unique=True, verbose_name='address')),
                ('kind', models.CharField(choices=[('agency', 'Partner agency'), ('member', 'Member organisation'), ('administration', 'Public administration'), ('social_enterprise', 'Social enterprise'), ('startup', 'Start-up'), ('initiative', 'Initiative'), ('science', 'Science')], default='member', max_length=20, verbose_name='kind')),
                ('street', models.CharField(blank=True, max_length=160, verbose_name='street')),
                ('postcode', models.CharField(blank=True, max_length=5, validators=[django.core.validators.RegexValidator('^[0-9]{5}\\Z', 'A postcode has five digits.')], verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='town')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('collection', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='actor', to='wagtailcore.collection', verbose_name='collection')),
                ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actors', to='core.district', verbose_name='district')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.portalimage', verbose_name='picture')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('region', models.ForeignKey(blank=True, help_text='Empty for organisations that work all over Saxony.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actors', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'actor',
                'verbose_name_plural': 'actors',
                'ordering': ('name',),
            },
            bases=(core.models.texts.LocalisedTexts, core.gated.GatedMixin, wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ActorReviewTaskState',
            fields=[
                ('taskstate_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.taskstate')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reviews', to='actors.actor', verbose_name='actor')),
            ],
            options={
                'verbose_name': "state of an organisation's review",
                'verbose_name_plural': "states of organisations' reviews",
            },
            bases=('wagtailcore.taskstate',),
        ),
        migrations.CreateModel(
            name='ContactPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Made from the name if left empty.', max_length=80, unique=True, verbose_name='address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('languages', models.CharField(blank=True, max_length=160, verbose_name='languages')),
                ('on_team', models.BooleanField(default=False, help_text='Named on the pages about the platform and the region.', verbose_name="on the platform's team")),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_persons', to='actors.actor', verbose_name='organisation')),
                ('portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.portalimage', verbose_name='portrait')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contact_persons', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'contact person',
                'verbose_name_plural': 'contact persons',
                'ordering': ('sort_order', 'name'),
            },
            bases=(core.models.texts.LocalisedTexts, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ActorTargetGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('actor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='actor_target_groups', to='actors.actor')),
                ('target_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.targetgroup', verbose_name='target group')),
            ],
            options={
                'verbose_name': 'target group of an actor',
                'verbose_name_plural': 'target groups of an actor',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('actor', 'target_group'), name='actors_one_target_group')],
            },
        ),
        migrations.CreateModel(
            name='ActorText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'Deutsch'), ('en', 'English'), ('hsb', 'Hornjoserbšćina'), ('de-simple', 'Leichte Sprache')], max_length=20, verbose_name='language')),
                ('summary', models.CharField(max_length=300, verbose_name='summary')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('role', models.CharField(blank=True, max_length=200, verbose_name='role on the platform')),
                ('reachable_for', models.CharField(blank=True, max_length=300, verbose_name='can be asked about')),
                ('actor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='actors.actor')),
            ],
            options={
                'verbose_name': 'text of an actor',
                'verbose_name_plural': 'texts of an actor',
                'constraints': [models.UniqueConstraint(fields=('actor', 'language'), name='actors_one_actor_text')],
            },
        ),
        migrations.CreateModel(
            name='ActorTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('actor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='actor_topics', to='actors.actor')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'topic of an actor',
                'verbose_name_plural': 'topics of an actor',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('actor', 'topic'), name='actors_one_topic')],
            },
        ),
        migrations.CreateModel(
            name='ContactPersonDistrict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_links', to='core.district', verbose_name='district')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='person_districts', to='actors.contactperson')),
            ],
            options={
                'verbose_name': 'district of a contact person',
                'verbose_name_plural': 'districts of a contact person',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('person', 'district'), name='actors_one_district')],
            },
        ),
        migrations.CreateModel(
            name='ContactPersonText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('de', 'Deutsch'), ('en', 'English'), ('hsb', 'Hornjoserbšćina'), ('de-simple', 'Leichte Sprache')], max_length=20, verbose_name='language')),
                ('function', models.CharField(max_length=160, verbose_name='function')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='actors.contactperson')),
            ],
            options={
                'verbose_name': 'text of a contact person',
                'verbose_name_plural': 'texts of a contact person',
                'constraints': [models.UniqueConstraint(fields=('person', 'language'), name='actors_one_person_text')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('role', models.CharField(choices=[('lead', 'Lead'), ('contributor', 'Contributor')], max_length=12, verbose_name='role')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True, verbose_name='token hash')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='sent')),
                ('expires_at', models.DateTimeField(verbose_name='valid until')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='actors.actor', verbose_name='actor')),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sent_invitations', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ('-created_at', '-pk'),
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('actor'), condition=models.Q(('accepted_at', None), ('revoked_at', None)), name='actors_one_open_invitation')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'Lead'), ('contributor', 'Contributor')], default='contributor', max_length=12, verbose_name='role')),
                ('joined_at', models.DateTimeField(auto_now_add=True, verbose_name='joined')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='actors.actor', verbose_name='actor')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'constraints': [models.UniqueConstraint(fields=('user', 'actor'), name='actors_one_membership')],
            },
        ),
        migrations.CreateModel(
            name='RegionOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='actors.actor', verbose_name='agency')),
                ('region', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='office', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'responsible agency',
                'verbose_name_plural': 'responsible agencies',
                'constraints': [models.UniqueConstraint(django.db.models.functions.comparison.Coalesce('region', 0), name='actors_one_office', violation_error_message='Another agency is already named here.')],
            },
        ),
    ]
